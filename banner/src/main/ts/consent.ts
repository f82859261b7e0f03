import { Deliveries, type Delivery, type Outcome } from "./delivery.ts";
import type { Gate } from "./gate.ts";
import { later, optional, type Notice, type Purpose } from "./notice.ts";
import type { Answer, Decision, Storage } from "./storage.ts";

/** The build writes it in: the release and a fingerprint of the sources. */
declare const BANNER_VERSION: string;

/** The visitor's present state, as pages see it. */
export interface State {
  readonly site: string;
  /** Whether everything that needs a choice has one. */
  readonly decided: boolean;
  readonly noticeVersion: number | null;
  readonly purposes: Readonly<Record<string, Decision | "never-asked" | "exempt">>;
  readonly at: string | null;
  readonly receipt: string | null;
  /** Whether a choice still waits to reach the platform. */
  readonly pending: boolean;
}

export type Action = "accept-all" | "refuse-all" | "withdraw-all";
export type Surface = "banner" | "preferences";
export type ChangeListener = (state: State) => void;
export type DeliveryListener = (outcome: Outcome) => void;

/** The visitor's choices on one site: what holds, what is asked, and how a new choice is kept and sent. */
export class Consent {
  notice: Notice | undefined;
  private readonly deliveries: Deliveries;
  private readonly changes = new Set<ChangeListener>();
  private newest: { key: string; heard: DeliveryListener } | undefined;

  constructor(
    readonly site: string,
    private readonly storage: Storage,
    private readonly gate: Gate,
  ) {
    this.deliveries = new Deliveries(storage, (delivery, outcome) => this.delivered(delivery, outcome));
    storage.watch(() => this.apply());
  }

  /** Applies what is kept, before the notice is there: a choice holds while the platform is away. */
  start(): void {
    this.apply();
    void this.deliveries.run();
  }

  /** Takes the notice; a site that asks for nothing keeps nothing. */
  take(notice: Notice): void {
    this.notice = notice;
    if (!notice.bannerNeeded) {
      this.storage.change((slot) => {
        delete slot.answer;
      });
    }
    this.apply();
  }

  /** The purposes for which there is no valid answer: new ones, or all of them once the answer has ended. */
  unasked(): Purpose[] {
    const known = this.answer()?.purposes ?? {};
    return this.notice ? optional(this.notice).filter((purpose) => !(purpose.id in known)) : [];
  }

  granted(purpose: string): boolean {
    const exempt = this.notice?.purposes.some((other) => other.id === purpose && other.exempt) ?? false;
    return exempt || this.answer()?.purposes[purpose] === "granted";
  }

  /**
   * Makes a choice: applied here at once, then sent until the platform has it.
   *
   * C08: while nothing is granted no lasting identifier is kept. A refusal goes out under a secret made for it alone;
   * the lasting one begins with the first grant, and ends with the withdrawal that is sent under it.
   */
  decide(decisions: Record<string, Decision>, surface: Surface, action: Action | null, heard: DeliveryListener): void {
    const notice = this.notice;
    if (!notice) {
      return;
    }
    const now = new Date();
    const valid = this.answer()?.purposes ?? {};
    const before = this.storage.read().answer;
    const purposes: Record<string, Decision> = {};
    for (const { id } of optional(notice)) {
      purposes[id] = decisions[id] ?? valid[id] ?? "denied";
    }
    const answers = Object.values(purposes);
    const anything = answers.includes("granted");
    const withdrawn = !anything && before?.id !== undefined;
    const sequence = before?.id === undefined ? 1 : (before.sequence ?? 0) + 1;
    const secret = before?.id ?? randomHex();
    const all = action === "accept-all" ? !answers.includes("denied") : action !== null && !anything;
    const delivery: Delivery = {
      key: randomHex(),
      url: notice.choicesUrl,
      since: now.toISOString(),
      body: {
        subjectSecret: secret,
        sequence,
        ...(withdrawn ? { action: "withdraw-all" } : all ? { action } : { choices: purposes }),
        noticeVersion: notice.noticeVersion,
        language: notice.language,
        surface,
        method: "click",
        bannerVersion: BANNER_VERSION,
        occurredAt: now.toISOString(),
      },
    };
    // A time to the millisecond tells one browser from another, so a refusal is remembered to the day.
    const kept = (time: Date): string => (anything ? time.toISOString() : time.toISOString().slice(0, 10));
    const answer: Answer = {
      noticeVersion: notice.noticeVersion,
      noticeHash: notice.noticeHash,
      purposes,
      at: kept(now),
      until: kept(later(now, notice.renewAfter)),
      ...(anything ? { id: secret, sequence } : {}),
    };
    this.newest = { key: delivery.key, heard };
    this.storage.change((slot) => {
      slot.answer = answer;
      slot.pending = [...(slot.pending ?? []), delivery];
    });
    this.apply();
    void this.deliveries.run();
  }

  state(): State {
    const answer = this.answer();
    const purposes: Record<string, Decision | "never-asked" | "exempt"> = {};
    for (const { id, exempt } of this.notice?.purposes ?? []) {
      purposes[id] = exempt ? "exempt" : (answer?.purposes[id] ?? "never-asked");
    }
    return {
      site: this.site,
      decided: this.notice !== undefined && this.unasked().length === 0,
      noticeVersion: answer?.noticeVersion ?? null,
      purposes: this.notice ? purposes : { ...answer?.purposes },
      at: answer?.at ?? null,
      receipt: answer?.receipt ?? null,
      pending: (this.storage.read().pending?.length ?? 0) > 0,
    };
  }

  /** Hears every change; returns what stops it. */
  on(listener: ChangeListener): () => void {
    this.changes.add(listener);
    return () => this.changes.delete(listener);
  }

  private answer(): Answer | undefined {
    const answer = this.storage.read().answer;
    return answer && Date.parse(answer.until) > Date.now() ? answer : undefined;
  }

  private apply(): void {
    this.gate.open((purpose) => this.granted(purpose));
    this.tell();
  }

  private tell(): void {
    const state = this.state();
    for (const listener of this.changes) {
      listener(state);
    }
  }

  private delivered(delivery: Delivery, outcome: Outcome): void {
    if (outcome.kind === "taken") {
      this.storage.change((slot) => {
        const answer = slot.answer;
        // Only beside the lasting secret: the address of a refusal's receipt would itself be an identifier.
        if (answer?.id !== undefined && answer.id === delivery.body["subjectSecret"]) {
          answer.receipt = outcome.receipt;
        }
      });
    }
    if (outcome.kind === "refused") {
      this.storage.change((slot) => {
        // A grant that nobody recorded cannot be shown later, so it does not hold: the visitor is asked again.
        if (slot.answer?.id !== undefined && slot.answer.id === delivery.body["subjectSecret"]) {
          delete slot.answer;
        }
      });
    }
    this.apply();
    if (this.newest?.key === delivery.key) {
      this.newest.heard(outcome);
    }
  }
}

/** 128 bits from the browser's cryptographic source, in hexadecimal digits. */
function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
