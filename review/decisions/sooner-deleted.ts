import { counted } from "../../reporting/counted.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { isJsonObject, type Json, type JsonObject, onlyBlock } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isOfNew } from "./is-of-new.ts";

/** After how long a rule of a bucket deletes what. */
interface Expiry {
  readonly id: string;
  readonly what: "objects" | "old versions";
  /** 0 of what is deleted on a date. */
  readonly days: number;
  readonly date?: string;
  /** How many old versions are kept however old they are. */
  readonly kept: number;
  /** Everything that the filter says, so that another filter is another rule. */
  readonly filter: string;
}

/** Rules of a bucket that was there and deletes objects sooner, or other objects, than before. */
export function soonerDeleted(change: ResourceChange, view: PlanView): string | undefined {
  if (change.before === undefined && isOfNew(change, "bucket", /^aws_s3_bucket$/, view)) return undefined;
  const before = expiries(change.before);
  const sooner = expiries(change.after).filter((next) => !before.some((old) => covers(old, next)));
  if (sooner.length === 0) return undefined;
  const words = sooner.map(({ id, what, days, date, kept }) => {
    const old = before.find((other) => other.id === id && other.what === what && other.days > days);
    const when = date === undefined ? `after ${counted(days, "day")}` : `from ${date} on`;
    const but = kept === 0 ? "" : `, but for the newest ${kept}`;
    return `${what} ${when}${but}${old === undefined ? "" : `, not ${old.days}`}${name(view.plan.scrub(id))}`;
  });
  return `deletes sooner, or more: ${words.join(", ")}`;
}

/** An id may be any text; only a plain one reads as a name. */
const name = (id: string): string => (/^[\w.-]{1,60}$/.test(id) ? ` (${id})` : "");

/** Whether all that one rule deletes, another has deleted by then. */
const covers = (old: Expiry, next: Expiry): boolean =>
  old.what === next.what &&
  old.days <= next.days &&
  old.date === next.date &&
  old.kept <= next.kept &&
  (old.filter === EVERYTHING || old.filter === next.filter);

const EVERYTHING = "[]";

function expiries(side: ResourceChange["after"]): readonly Expiry[] {
  const rules = Array.isArray(side?.rule) ? side.rule : [];
  return rules.filter(isJsonObject).flatMap((rule): readonly Expiry[] => {
    if (rule.status !== "Enabled") return [];
    const [objects, versions] = [onlyBlock(rule.expiration), onlyBlock(rule.noncurrent_version_expiration)];
    const same = { id: String(rule.id ?? ""), filter: filterText(rule) };
    const kept = Number(versions?.newer_noncurrent_versions ?? 0);
    const date = /^\d{4}-\d\d-\d\d/.exec(String(objects?.date ?? ""))?.[0];
    return [
      ...days(objects?.days).map((number) => ({ ...same, what: "objects" as const, days: number, kept: 0 })),
      ...(date === undefined ? [] : [{ ...same, what: "objects" as const, days: 0, date, kept: 0 }]),
      ...days(versions?.noncurrent_days).map((number) => ({
        ...same,
        what: "old versions" as const,
        days: number,
        kept,
      })),
    ];
  });
}

const days = (value: Json | undefined): readonly number[] =>
  typeof value === "number" && value > 0 ? [value] : [];

/** The same text for filters that say the same; that of a filter which says nothing is `EVERYTHING`. */
function filterText({ prefix, filter }: JsonObject): string {
  const said: string[] = [];
  const collect = (value: Json | undefined, path: string): void => {
    if (value === null || value === undefined || value === "" || value === 0) return;
    if (typeof value === "object") {
      for (const [key, item] of Object.entries(value))
        collect(item as Json, /^\d+$/.test(key) ? path : `${path}.${key}`);
    } else said.push(`${path}=${String(value)}`);
  };
  collect(prefix, ".prefix");
  collect(filter, "");
  return JSON.stringify(said.sort());
}
