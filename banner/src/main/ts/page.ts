import { Consent, type ChangeListener, type State } from "./consent.ts";
import { Gate } from "./gate.ts";
import { fetchNotice, type Notice } from "./notice.ts";
import { Storage, type Decision } from "./storage.ts";

/** What a page may ask: `window.assent`. */
export interface Assent {
  /** The visitor's present state. */
  state(): State;
  /** Opens the choices. */
  open(): void;
  /** Hears every change; returns what stops it. `assent:change` on the document says the same. */
  on(event: "change", listener: ChangeListener): () => void;
  /** Makes a choice; only in `assent-core.js`, for pages that ask with a look of their own. */
  decide?(purposes: Record<string, Decision>): void;
}

/** Something that shows the choices to the visitor. */
export interface Shown {
  open(from?: Element | null): void;
}

type Show = (consent: Consent, notice: Notice) => Shown | null;

declare global {
  interface Window {
    assent?: Assent;
  }
}

/**
 * Wakes on the page that carries the script. Whatever goes wrong here is ours and not the page's: it goes on as if
 * nothing had been granted.
 */
export async function wake(
  script: HTMLOrSVGScriptElement | null,
  show: Show,
): Promise<void> {
  if (!(script instanceof HTMLScriptElement) || !script.dataset.site || window.assent) {
    return;
  }
  const { site, lang } = script.dataset;
  const api = new URL(".", script.dataset.api ?? script.src).href;
  const consent = new Consent(site, new Storage(site), new Gate());
  let shown: Shown | null = null;
  window.assent = {
    state: () => consent.state(),
    open: () => shown?.open(),
    on: (_event, listener) => consent.on(listener),
  };
  consent.on((state) => document.dispatchEvent(new CustomEvent("assent:change", { detail: state })));
  consent.start();
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("[data-assent-reopen]") : null;
    if (target && shown) {
      event.preventDefault();
      shown.open(target);
    }
  });
  const [notice] = await Promise.all([
    fetchNotice(api, site, lang ?? (document.documentElement.lang || null)),
    document.body ?? new Promise((ready) => document.addEventListener("DOMContentLoaded", ready, { once: true })),
  ]);
  consent.take(notice);
  if (notice.bannerNeeded) {
    shown = show(consent, notice);
  }
}
