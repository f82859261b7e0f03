// Looks for new mail every two seconds while the page is seen.
"use strict";
const messages = document.getElementById("messages");
const { box } = messages.dataset;
let shown = messages.innerHTML.trim();
if (box) {
  setInterval(async () => {
    if (document.hidden) {
      return;
    }
    const response = await fetch(`/mail/messages?box=${encodeURIComponent(box)}`).catch(() => null);
    const html = response?.ok ? (await response.text()).trim() : shown;
    if (html !== shown) {
      shown = html;
      // The server has escaped it.
      messages.innerHTML = html;
    }
  }, 2000);
}
