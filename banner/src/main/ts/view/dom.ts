type Child = Node | string | null | undefined | false;
type Handler = (event: Event) => void;

/**
 * Makes an element. Text only ever becomes a text node and handlers are properties, so that a page with the strictest
 * Content-Security-Policy and Trusted Types can carry the banner.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | boolean | Handler | null | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(key, value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (typeof value === "string") {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A link that opens beside the page and tells the other side nothing. */
export function link(href: string, text: string): HTMLAnchorElement | null {
  // Only the web: a notice must not be able to bring a script: address into the page.
  return /^https?:/.test(href)
    ? h("a", { href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, text)
    : null;
}
