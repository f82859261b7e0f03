/** What consent-api says about a site: what it asks for, in one language. */
export interface Notice {
  readonly site: string;
  readonly name: string;
  readonly bannerNeeded: boolean;
  readonly noticeVersion: number;
  readonly noticeHash: string;
  readonly language: string;
  /** ISO 8601 period after which a choice is asked for again. */
  readonly renewAfter: string;
  readonly controller: { readonly name: string; readonly contact?: string | null };
  readonly purposes: readonly Purpose[];
  readonly vendors: readonly Vendor[];
  readonly texts: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
  readonly choicesUrl: string;
}

export interface Purpose {
  readonly id: string;
  readonly exempt: boolean;
  readonly name: string;
  readonly description: string;
}

export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly purposes: readonly string[];
  readonly policyUrl?: string | null;
}

/** Asks for the notice without cookies: asking must not itself identify anyone. */
export async function fetchNotice(api: string, site: string, language: string | null): Promise<Notice> {
  const url = new URL(`v1/sites/${encodeURIComponent(site)}/banner`, api);
  if (language) {
    url.searchParams.set("lang", language);
  }
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) {
    throw new Error(`notice: ${response.status}`);
  }
  const notice = (await response.json()) as Notice;
  return { ...notice, choicesUrl: new URL(notice.choicesUrl, api).href };
}

/** The purposes that need a choice. */
export function optional(notice: Notice): Purpose[] {
  return notice.purposes.filter((purpose) => !purpose.exempt);
}

/** Adds an ISO 8601 period (years, months, weeks, days) to a time. */
export function later(from: Date, period: string): Date {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?/.exec(period);
  const [years, months, weeks, days] = [1, 2, 3, 4].map((group) => Number(parts?.[group] ?? 0)) as
    [number, number, number, number];
  const to = new Date(from);
  const day = to.getUTCDate();
  to.setUTCMonth(to.getUTCMonth() + 12 * years + months);
  if (to.getUTCDate() !== day) {
    // 31 August plus six months is the last of February, not the third of March.
    to.setUTCDate(0);
  }
  to.setUTCDate(to.getUTCDate() + 7 * weeks + days);
  return to;
}
