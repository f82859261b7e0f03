import type { Consent } from "../consent.ts";
import { optional, type Notice } from "../notice.ts";
import { h } from "./dom.ts";

/**
 * The control that stays: how many purposes are granted, a way back to the choices, and while anything is granted a
 * button that withdraws it, since withdrawing must be as easy as granting was (rule B11).
 */
export function control(
  notice: Notice,
  consent: Consent,
  act: { open: () => void; withdraw: () => void },
): HTMLElement {
  const asked = optional(notice);
  const granted = asked.filter(({ id }) => consent.granted(id));
  const reopen = notice.texts["reopen"] ?? "";
  const state = `${granted.length}/${asked.length}`;
  return h(
    "section",
    { class: "control", "aria-label": notice.texts["title"] },
    h(
      "button",
      { type: "button", class: "reopen", "aria-haspopup": "dialog", click: act.open },
      h(
        "span",
        { class: "dots", "aria-hidden": "true" },
        ...asked.map(({ id }) => h("i", { class: consent.granted(id) ? "on" : "" })),
      ),
      h("span", { class: "name" }, reopen),
      h("span", { class: "count" }, ` ${state}`),
    ),
    granted.length > 0 &&
      h("button", { type: "button", class: "withdraw", click: act.withdraw }, notice.texts["withdraw"] ?? ""),
  );
}
