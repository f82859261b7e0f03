import type { Action } from "../consent.ts";
import type { Notice, Purpose, Vendor } from "../notice.ts";
import type { Decision } from "../storage.ts";
import { h, link } from "./dom.ts";

/** The question: who asks, for what, who receives it, and two equal answers. */
export function askLayer(
  notice: Notice,
  asked: readonly Purpose[],
  act: { decideAll: (action: Action) => void; customise: () => void },
): HTMLElement {
  const { texts } = notice;
  return panel(
    notice,
    null,
    [
      h("p", {}, (texts["intro"] ?? "").replaceAll("{controller}", notice.controller.name)),
      h("ul", { class: "purposes" }, ...asked.map((purpose) => h("li", {}, strong(purpose.name), purpose.description))),
      recipients(notice),
      links(notice),
    ],
    [...answers(notice, act.decideAll), button(texts["customise"], "quiet wide", act.customise)],
  );
}

/** The purposes one by one, with a switch each that is off until the visitor turns it on (rule B05). */
export function detailLayer(
  notice: Notice,
  granted: (purpose: string) => boolean,
  act: {
    decideAll: (action: Action) => void;
    save: (decisions: Record<string, Decision>) => void;
    close: () => void;
  },
): HTMLElement {
  const { texts } = notice;
  const switches = new Map<string, HTMLInputElement>();
  const rows = notice.purposes.map((purpose) => {
    const described = `about-${purpose.id}`;
    const about = [
      h("p", { id: described }, purpose.description),
      ...namesOf(notice.vendors.filter((vendor) => vendor.purposes.includes(purpose.id))),
    ];
    if (purpose.exempt) {
      const always = h("span", { class: "always" }, texts["exempt"] ?? "");
      return h("li", {}, h("div", { class: "row" }, strong(purpose.name), always), ...about);
    }
    const box = h("input", { type: "checkbox", role: "switch", "aria-describedby": described });
    box.checked = granted(purpose.id);
    switches.set(purpose.id, box);
    return h("li", {}, h("label", { class: "row" }, strong(purpose.name), box), ...about);
  });
  const save = (): void =>
    act.save(Object.fromEntries([...switches].map(([id, box]) => [id, box.checked ? "granted" : "denied"])));
  return panel(
    notice,
    act.close,
    [h("ul", { class: "purposes" }, ...rows), recipients(notice), links(notice)],
    [...answers(notice, act.decideAll), button(texts["save"], "quiet wide", save)],
  );
}

/** A dialog that does not lock the page: whoever ignores it has chosen nothing (rule B06). */
function panel(
  notice: Notice,
  close: (() => void) | null,
  body: readonly (Node | null)[],
  actions: readonly Node[],
): HTMLElement {
  const { texts, controller } = notice;
  return h(
    "section",
    { class: "panel", role: "dialog", "aria-modal": "false", "aria-labelledby": "title" },
    h(
      "div",
      { class: "head" },
      h("p", { class: "who" }, controller.name),
      h("h2", { id: "title", tabindex: "-1" }, texts["title"] ?? ""),
      close && h("button", { type: "button", class: "icon", "aria-label": texts["close"], click: close }, "✕"),
    ),
    h("div", { class: "body" }, ...body),
    h("div", { class: "foot" }, ...actions),
  );
}

/** Refuse and accept: one class, one size, side by side (rules B02 to B04). */
function answers(notice: Notice, decideAll: (action: Action) => void): HTMLElement[] {
  return [
    button(notice.texts["refuse"], "answer", () => decideAll("refuse-all"), "refuse"),
    button(notice.texts["accept"], "answer", () => decideAll("accept-all"), "accept"),
  ];
}

function button(text: string | undefined, look: string, click: () => void, name?: string): HTMLButtonElement {
  return h("button", { type: "button", class: look, "data-answer": name, click }, text ?? "");
}

/** All recipients, one click away (rule B13). */
function recipients(notice: Notice): HTMLElement | null {
  if (notice.vendors.length === 0) {
    return null;
  }
  const countries = new Intl.DisplayNames([notice.language, "en"], { type: "region" });
  const names = new Map(notice.purposes.map((purpose) => [purpose.id, purpose.name]));
  const line = (vendor: Vendor): HTMLElement =>
    h(
      "li",
      {},
      (vendor.policyUrl && link(vendor.policyUrl, vendor.name)) || vendor.name,
      ` (${countries.of(vendor.country) ?? vendor.country})`,
      h("span", { class: "for" }, vendor.purposes.map((id) => names.get(id) ?? id).join(", ")),
    );
  return h(
    "details",
    {},
    h("summary", {}, `${notice.texts["recipients"] ?? ""} (${notice.vendors.length})`),
    h("ul", {}, ...notice.vendors.map(line)),
  );
}

function links(notice: Notice): HTMLElement {
  const { links: to, texts, controller } = notice;
  return h(
    "p",
    { class: "links" },
    link(to["cookie-policy"] ?? "", texts["policy"] ?? ""),
    controller.contact && h("span", {}, controller.contact),
  );
}

function namesOf(vendors: readonly Vendor[]): HTMLElement[] {
  return vendors.length === 0 ? [] : [h("p", { class: "for" }, vendors.map((vendor) => vendor.name).join(", "))];
}

function strong(text: string): HTMLElement {
  return h("strong", {}, text);
}
