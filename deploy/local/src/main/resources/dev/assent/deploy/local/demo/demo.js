// Shows on the page what the tags did and what the banner says. Tags call `assentDemo.ran`.
"use strict";
globalThis.assentDemo = {
  ran(purpose) {
    globalThis.tagsThatRan = [...(globalThis.tagsThatRan ?? []), purpose];
    const show = () => {
      for (const cell of document.querySelectorAll(`[data-tag="${purpose}"]`)) {
        cell.textContent = `${cell.dataset.ran} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
        cell.classList.add("good");
      }
    };
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", show) : show();
  },
};

document.addEventListener("assent:change", ({ detail }) => {
  const words = document.querySelector(".words")?.dataset ?? {};
  for (const cell of document.querySelectorAll("[data-choice]")) {
    const answer = detail.purposes[cell.dataset.choice] ?? "never-asked";
    cell.textContent = { granted: words.wordGranted, denied: words.wordDenied }[answer] ?? words.wordNeverAsked;
  }
});

// The newsletter form: asks for the notice's version, and sends the address as a choice that waits for its confirmation.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-newsletter]")) {
    return;
  }
  event.preventDefault();
  const result = form.querySelector("[data-result]");
  try {
    const language = document.documentElement.lang;
    const { noticeVersion } = await (await fetch(`${form.dataset.api}/banner?lang=${language}`)).json();
    const answer = await fetch(`${form.dataset.api}/choices`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        address: form.elements.email.value,
        choices: { newsletter: "granted" },
        noticeVersion,
        language,
        surface: "form",
        method: "click",
      }),
    });
    result.textContent = answer.status === 202 ? result.dataset.text : result.dataset.sorry;
  } catch {
    result.textContent = result.dataset.sorry;
  }
});
