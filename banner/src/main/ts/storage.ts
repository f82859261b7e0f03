import type { Delivery } from "./delivery.ts";

export type Decision = "granted" | "denied";

/** What the browser remembers of a choice. */
export interface Answer {
  noticeVersion: number;
  noticeHash: string;
  purposes: Record<string, Decision>;
  /** When it was given, by this browser's clock. */
  at: string;
  /** When it ends by itself. */
  until: string;
  /** The lasting secret: there only while something is granted. */
  id?: string;
  /** The number of the last choice under that secret. */
  sequence?: number;
  /** The receipt's address; never kept after a refusal, since it would identify the visitor. */
  receipt?: string;
}

/** What is kept for one site: its answer, and what has not reached the platform yet. */
export interface Slot {
  answer?: Answer;
  pending?: Delivery[];
}

const KEY = "assent";

/**
 * One localStorage entry for all sites of an origin. Nothing is written before a choice, and an empty slot leaves
 * nothing behind. Where storage is closed to us, the choice holds for this page only.
 */
export class Storage {
  private memory: Slot = {};

  constructor(private readonly site: string) {}

  read(): Slot {
    try {
      return this.all()[this.site] ?? {};
    } catch {
      return this.memory;
    }
  }

  change(change: (slot: Slot) => void): void {
    const slot = this.read();
    change(slot);
    if (slot.pending?.length === 0) {
      delete slot.pending;
    }
    this.memory = slot;
    try {
      const all = this.all();
      delete all[this.site];
      if (slot.answer || slot.pending) {
        all[this.site] = slot;
      }
      if (Object.keys(all).length > 0) {
        localStorage.setItem(KEY, JSON.stringify(all));
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Full or closed: `memory` holds it for this page.
    }
  }

  /** Calls back when another tab changed what is kept. */
  watch(changed: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) {
        changed();
      }
    });
  }

  private all(): Record<string, Slot> {
    const text = localStorage.getItem(KEY);
    try {
      const all: unknown = JSON.parse(text ?? "{}");
      return typeof all === "object" && all !== null ? (all as Record<string, Slot>) : {};
    } catch {
      return {};
    }
  }
}
