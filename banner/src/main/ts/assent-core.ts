import { wake } from "./page.ts";

// Without a look: for pages that ask with their own.
wake(document.currentScript, (consent) => {
  if (window.assent) {
    window.assent.decide = (purposes) => consent.decide(purposes, "banner", null, () => undefined);
  }
  return null;
}).catch(() => undefined);
