import type { Storage } from "./storage.ts";

/** A choice on its way to consent-api. */
export interface Delivery {
  /** The Idempotency-Key: however often it is sent, it stays one event. */
  key: string;
  url: string;
  since: string;
  body: Record<string, unknown>;
}

export type Outcome =
  | { readonly kind: "taken"; readonly receipt: string }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused" };

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;
const TIMEOUT = 10_000;
/** A choice that could not be delivered for so long is given up, so that its secret does not stay for ever. */
const GIVE_UP_AFTER = 7 * 24 * 3_600_000;

/**
 * Delivers choices in the order in which they were made. Each is written down before it is sent and struck out when it
 * is answered, so neither a lost network nor a closed tab loses one.
 */
export class Deliveries {
  private running = false;
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly report: (delivery: Delivery, outcome: Outcome) => void,
  ) {
    addEventListener("online", () => this.run());
  }

  /** Sends what waits; asks again later by itself where it must. */
  async run(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) {
      return;
    }
    this.running = true;
    try {
      for (let next = this.first(); next; next = this.first()) {
        const [outcome, retryAfter] = await post(next);
        if (outcome.kind === "refused" && "occurredAt" in next.body) {
          this.dropTime(next.key);
          continue;
        }
        const expired = Date.now() - Date.parse(next.since) > GIVE_UP_AFTER;
        if (outcome.kind === "waiting" && !expired) {
          this.report(next, outcome);
          this.timer = setTimeout(() => this.run(), Math.max(retryAfter, this.wait) * (1 + Math.random() / 4));
          this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
          return;
        }
        this.wait = FIRST_WAIT;
        const { key } = next;
        this.storage.change((slot) => {
          slot.pending = (slot.pending ?? []).filter((other) => other.key !== key);
        });
        this.report(next, outcome);
      }
    } finally {
      this.running = false;
    }
  }

  /** A clock that is days wrong must not lose a choice: its time is optional, and what is sent then is a new request. */
  private dropTime(key: string): void {
    this.storage.change((slot) => {
      for (const delivery of slot.pending ?? []) {
        if (delivery.key === key) {
          delete delivery.body["occurredAt"];
        }
      }
    });
  }

  private first(): Delivery | undefined {
    return this.storage.read().pending?.[0];
  }
}

/** The key stands for the body too, so a body without its time gets another. */
function keyOf(delivery: Delivery): string {
  return "occurredAt" in delivery.body ? delivery.key : `${delivery.key}-untimed`;
}

/** The outcome of one try, and for how many milliseconds the server wants to be left alone. */
async function post(delivery: Delivery): Promise<[Outcome, number]> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": keyOf(delivery) },
      body: JSON.stringify(delivery.body),
      credentials: "omit",
      keepalive: true,
      signal: abort.signal,
    });
    if (response.ok) {
      const { receipt } = (await response.json()) as { receipt: string };
      return [{ kind: "taken", receipt }, 0];
    }
    const later = response.status >= 500 || response.status === 429 || response.status === 408;
    const retryAfter = 1_000 * Number(response.headers.get("Retry-After") ?? 0);
    return [{ kind: later ? "waiting" : "refused" }, Number.isFinite(retryAfter) ? retryAfter : 0];
  } catch {
    return [{ kind: "waiting" }, 0];
  } finally {
    clearTimeout(timer);
  }
}
