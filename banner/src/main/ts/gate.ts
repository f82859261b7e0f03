/**
 * Holds tags back until their purpose is granted. A page writes
 * `<script type="text/plain" data-assent-purpose="statistics" src="…">`, or an `iframe` or `img` with
 * `data-assent-purpose` and `data-assent-src`: neither loads anything by itself.
 */
export class Gate {
  private allowed: (purpose: string) => boolean = () => false;

  constructor() {
    new MutationObserver((changes) => {
      if (changes.some((change) => change.addedNodes.length > 0)) {
        this.sweep();
      }
    }).observe(document.documentElement, { childList: true, subtree: true });
  }

  /** Lets through what is now granted, and takes the frames and images of what no longer is. */
  open(allowed: (purpose: string) => boolean): void {
    this.allowed = allowed;
    this.sweep();
  }

  private sweep(): void {
    for (const tag of document.querySelectorAll<HTMLElement>("[data-assent-purpose]")) {
      // Several purposes may stand there, parted by spaces: all must be granted.
      const granted = (tag.dataset.assentPurpose ?? "").split(/\s+/).every((purpose) => this.allowed(purpose));
      if (tag instanceof HTMLScriptElement) {
        if (granted && tag.type === "text/plain") {
          try {
            run(tag);
          } catch {
            // The page's policy forbids it; the other tags and the banner go on.
          }
        }
      } else if (tag.dataset.assentSrc) {
        if (granted && !tag.hasAttribute("src")) {
          tag.setAttribute("src", tag.dataset.assentSrc);
        } else if (!granted && tag.hasAttribute("src")) {
          tag.removeAttribute("src");
        }
      }
    }
  }
}

function run(held: HTMLScriptElement): void {
  const script = document.createElement("script");
  for (const { name, value } of held.attributes) {
    if (name !== "type" && name !== "data-assent-purpose") {
      script.setAttribute(name, value);
    }
  }
  if (held.dataset.assentType) {
    script.type = held.dataset.assentType;
  }
  script.nonce = held.nonce ?? "";
  script.text = held.text;
  // A script made here is async by itself; a page may rely on the order of its tags.
  script.async = held.hasAttribute("async");
  held.replaceWith(script);
}
