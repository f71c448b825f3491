import type { JsonObject } from "../plan/json.ts";
import { canonicalText } from "./canonical-text.ts";
import { compareFields } from "./compare-fields.ts";
import { changed, type Finding, IMPORTANCE, rerouted } from "./finding.ts";
import { errorsOf } from "./handler.ts";
import { matchRows } from "./match-rows.ts";
import { retrierWords, retryChanges } from "./retrier-words.ts";
import { sameJson } from "./same-json.ts";
import { listOf } from "./short-text.ts";
import { nameWords, type Surroundings, targetWords } from "./target-words.ts";

type Rows = readonly JsonObject[];

/** The retriers or the catchers of a state. They match by all their errors, and those left by any error they share. */
export function compareHandlers(
  field: "Retry" | "Catch",
  subject: string,
  before: Rows,
  after: Rows,
  around: Surroundings,
): readonly Finding[] {
  const matches = matchRows(before, after, [(row) => [canonicalText(row.ErrorEquals)], errorsOf]);
  const label = (row: JsonObject): string => `${field} of ${subject} for ${errorWords(row)}`;
  const removed = matches.removed.map((place) => {
    const row = before[place] ?? {};
    const words = field === "Retry" ? retrierWords(row) : `went to ${nameWords(row.Next)}`;
    return changed(IMPORTANCE.protectionLost, `${label(row)} removed (${words})`);
  });
  const paired = matches.pairs.flatMap(([old, now]) => {
    const [was, is] = [before[old] ?? {}, after[now] ?? {}];
    const same = field === "Retry" ? compareRetriers : compareCatchers;
    return [...compareErrors(label(is), was, is), ...same(label(is), was, is, around)];
  });
  const added = matches.added.map((place) => {
    const row = after[place] ?? {};
    const words = field === "Retry" ? retrierWords(row) : `goes to ${targetWords(row.Next, around.after)}`;
    return changed(IMPORTANCE.protection, `${label(row)} added: ${words}`);
  });
  const order = listOf(after.map(errorWords));
  const reordered = changed(IMPORTANCE.protection, `${field} of ${subject}: in another order: ${order}`);
  return [...removed, ...paired, ...added, ...(matches.reordered ? [reordered] : [])];
}

function compareErrors(label: string, before: JsonObject, after: JsonObject): readonly Finding[] {
  if (sameJson(before.ErrorEquals, after.ErrorEquals)) return [];
  const old = new Set(errorsOf(before));
  const now = new Set(errorsOf(after));
  const lost = [...old].filter((error) => !now.has(error));
  const gained = [...now].filter((error) => !old.has(error));
  const words = [
    ...(lost.length > 0 ? [`no longer for ${listOf(lost)}`] : []),
    ...(gained.length > 0 ? [`now also for ${listOf(gained)}`] : []),
  ].join(", ");
  const importance = lost.length > 0 ? IMPORTANCE.protectionLost : IMPORTANCE.protection;
  return [changed(importance, `${label}: ${words}`)];
}

function compareRetriers(label: string, before: JsonObject, after: JsonObject): readonly Finding[] {
  const words = retryChanges(before, after);
  const importance = after.MaxAttempts === 0 ? IMPORTANCE.protectionLost : IMPORTANCE.protection;
  return words.length === 0 ? [] : [changed(importance, `${label}: ${words.join(", ")}`)];
}

function compareCatchers(
  label: string,
  before: JsonObject,
  after: JsonObject,
  around: Surroundings,
): readonly Finding[] {
  const moved = sameJson(before.Next, after.Next)
    ? []
    : [rerouted(`${label} goes to ${targetWords(after.Next, around.after)} (was ${nameWords(before.Next)})`)];
  const isOther = (name: string): boolean => name === "Next" || name === "ErrorEquals";
  return [...moved, ...compareFields(label, fieldsOf(before), fieldsOf(after), isOther)];
}

const fieldsOf = (catcher: JsonObject) => new Map(Object.entries(catcher));

const errorWords = (row: JsonObject): string => listOf(errorsOf(row), 1) || "no error";
