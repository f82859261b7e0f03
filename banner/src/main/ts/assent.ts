import { wake } from "./page.ts";
import { Look } from "./view/look.ts";

wake(document.currentScript, (consent, notice) => new Look(consent, notice)).catch(() => undefined);
