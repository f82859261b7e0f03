import type { Action, Consent, Surface } from "../consent.ts";
import type { Outcome } from "../delivery.ts";
import { optional, type Notice } from "../notice.ts";
import type { Decision } from "../storage.ts";
import { control } from "./control.ts";
import { h, link } from "./dom.ts";
import { askLayer, detailLayer } from "./layers.ts";
import { STYLE } from "./style.ts";

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|ps|dv|ckb|sd|yi)\b/;

/** What the visitor sees: the question, the purposes one by one, and the control that stays. */
export class Look {
  private readonly host = document.createElement("assent-banner");
  private readonly root: ShadowRoot;
  private readonly frame: HTMLElement;
  private readonly stage = h("div", { class: "stage" });
  /** Stands in the page from the start: a live region that appears together with its text is not read out. */
  private readonly status = h("div", { role: "status", class: "status" });
  private shown: "ask" | "detail" | "control" = "control";
  private cameFrom: Element | null = null;

  constructor(
    private readonly consent: Consent,
    private readonly notice: Notice,
  ) {
    this.root = this.host.attachShadow({ mode: "open" });
    dress(this.root);
    const dir = RIGHT_TO_LEFT.test(notice.language) ? "rtl" : "ltr";
    this.frame = h("div", { class: "frame", lang: notice.language, dir }, this.status, this.stage);
    this.root.append(this.frame);
    this.frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.leave();
      }
    });
    consent.on(() => {
      if (this.shown === "control") {
        this.redraw();
      }
    });
    // First in the page, so that the keyboard and a screen reader come to it first.
    document.body.prepend(this.host);
    this.show(consent.unasked().length > 0 ? "ask" : "control");
  }

  /** Opens the purposes one by one with the present state, as the lasting control does. */
  open(from: Element | null = document.activeElement): void {
    this.cameFrom = from;
    this.status.replaceChildren();
    this.show("detail");
    this.focus("h2");
  }

  private get surface(): Surface {
    return this.consent.unasked().length > 0 ? "banner" : "preferences";
  }

  private show(what: "ask" | "detail" | "control"): void {
    this.shown = what;
    this.draw();
  }

  /** Draws anew under the visitor's hands: the keyboard stays where it was. */
  private redraw(): void {
    const focused = this.root.activeElement;
    this.draw();
    if (focused && !focused.isConnected) {
      this.focus(`.${focused.className}`) || this.focus(".reopen");
    }
  }

  private draw(): void {
    const { consent, notice } = this;
    const decideAll = (action: Action): void => {
      const decision: Decision = action === "accept-all" ? "granted" : "denied";
      // The question may be about new purposes only; in the open list, "all" means all.
      const asked = this.shown === "ask" ? consent.unasked() : optional(notice);
      this.decide(Object.fromEntries(asked.map(({ id }) => [id, decision])), action);
    };
    const leave = (): void => this.leave();
    switch (this.shown) {
      case "ask":
        this.stage.replaceChildren(
          askLayer(notice, consent.unasked(), { decideAll, customise: () => this.customise() }),
        );
        break;
      case "detail":
        this.stage.replaceChildren(
          detailLayer(notice, (id) => consent.granted(id), {
            decideAll,
            save: (decisions) => this.decide(decisions, null),
            close: leave,
          }),
        );
        break;
      case "control":
        this.stage.replaceChildren(
          control(notice, consent, { open: () => this.open(), withdraw: () => decideAll("refuse-all") }),
        );
        break;
    }
  }

  private customise(): void {
    this.show("detail");
    this.focus("h2");
  }

  /** Leaves without a choice: nothing is granted, and what held before still holds. */
  private leave(): void {
    if (this.shown === "control") {
      this.status.replaceChildren();
      return;
    }
    const back = this.shown === "detail" && this.cameFrom === null && this.consent.unasked().length > 0;
    this.show(back ? "ask" : "control");
    if (back) {
      this.focus("h2");
    } else {
      this.restoreFocus();
    }
  }

  private decide(decisions: Record<string, Decision>, action: Action | null): void {
    const surface = this.surface;
    this.consent.decide(decisions, surface, action, (outcome) => this.heard(outcome));
    this.show("control");
    this.restoreFocus();
    this.say(this.notice.texts["saved"] ?? "", null);
  }

  private heard(outcome: Outcome): void {
    const { texts } = this.notice;
    switch (outcome.kind) {
      case "taken":
        this.say(texts["saved"] ?? "", link(outcome.receipt, texts["receipt"] ?? ""));
        break;
      case "waiting":
        this.say(texts["pending"] ?? "", null);
        break;
      case "refused":
        this.status.replaceChildren();
        break;
    }
  }

  private say(text: string, more: Node | null): void {
    const close = h("button", { class: "icon", type: "button", "aria-label": this.notice.texts["close"] ?? "" }, "✕");
    close.addEventListener("click", () => {
      this.status.replaceChildren();
      this.restoreFocus();
    });
    this.status.replaceChildren(h("div", { class: "toast" }, h("p", {}, text, more && " ", more), close));
  }

  private focus(selector: string): boolean {
    const target = this.stage.querySelector<HTMLElement>(selector);
    target?.focus();
    return target !== null;
  }

  private restoreFocus(): void {
    const from = this.cameFrom;
    this.cameFrom = null;
    if (from instanceof HTMLElement && from !== this.host && from !== document.body && from.isConnected) {
      from.focus();
    } else {
      this.focus(".reopen");
    }
  }
}

function dress(root: ShadowRoot): void {
  try {
    // A constructed sheet needs no 'unsafe-inline' in the page's policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(h("style", {}, STYLE));
  }
}
