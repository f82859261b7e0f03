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

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-newsletter]")) {
    event.preventDefault();
    const result = event.target.querySelector("[data-result]");
    result.textContent = result.dataset.text;
  }
});
