import type { Json, JsonObject } from "../plan/json.ts";
import { canonicalText } from "./canonical-text.ts";
import { compareFields } from "./compare-fields.ts";
import { conditionWords } from "./condition-words.ts";
import { changed, type Finding, IMPORTANCE, rerouted } from "./finding.ts";
import { matchRows } from "./match-rows.ts";
import { sameJson } from "./same-json.ts";
import { listOf, shortText } from "./short-text.ts";
import { nameWords, type Surroundings, skipWords, targetWords } from "./target-words.ts";
import { conditionOf } from "./transitions.ts";
import { wasWords } from "./value-words.ts";

/** The rules of a Choice. They match by their condition, and where that changed by where they lead. */
export function compareChoices(
  subject: string,
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  around: Surroundings,
): readonly Finding[] {
  const matches = matchRows(before, after, [
    (rule) => [canonicalText(conditionOf(rule))],
    (rule) => [canonicalText(rule.Next)],
  ]);
  const paired = matches.pairs.flatMap(([old, now]) =>
    compareRules(subject, before[old] ?? {}, after[now] ?? {}, around),
  );
  const removed = matches.removed.map((place) => {
    const rule = before[place] ?? {};
    const target = nameWords(rule.Next);
    return changed(IMPORTANCE.route, `${subject}: no longer goes to ${target} when ${shortCondition(rule)}`);
  });
  const added = matches.added.map((place) => {
    const rule = after[place] ?? {};
    const target = targetWords(rule.Next, around.after);
    const text = `${subject}: new rule ${place + 1} of ${after.length}: when ${shortCondition(rule)} goes to ${target}`;
    return changed(IMPORTANCE.route, text);
  });
  const order = matches.reordered
    ? [changed(IMPORTANCE.route, `${subject}: checks its rules in another order: ${orderWords(after)}`)]
    : [];
  return [...removed, ...paired, ...added, ...order];
}

function compareRules(
  subject: string,
  before: JsonObject,
  after: JsonObject,
  around: Surroundings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const [was, is] = [conditionOf(before), conditionOf(after)];
  const target = targetWords(after.Next, around.after);
  if (!sameJson(was, is)) {
    const words = wordsOfBoth(was, is);
    findings.push(changed(IMPORTANCE.route, `${subject}: goes to ${target} when ${words}`));
  } else if (!sameJson(before.Next, after.Next)) {
    const old = nameWords(before.Next);
    const skip = skipWords(before.Next, after.Next, around);
    findings.push(rerouted(`${subject}: when ${shortCondition(is)} goes to ${target} (was ${old})${skip}`));
  }
  const isOther = (name: string): boolean =>
    name === "Next" || Object.hasOwn(was, name) || Object.hasOwn(is, name);
  const rest = compareFields(
    `${subject}: when ${shortCondition(is)}`,
    new Map(Object.entries(before)),
    new Map(Object.entries(after)),
    isOther,
  );
  return [...findings, ...rest];
}

/** Two operators can read the same, such as those of texts and of numbers. */
function wordsOfBoth(before: Json, after: Json): string {
  const [was, is] = [conditionWords(before), conditionWords(after)];
  return was === is ? wasWords(canonicalText(before), canonicalText(after)) : wasWords(was, is);
}

const shortCondition = (rule: JsonObject): string => shortText(conditionWords(conditionOf(rule)));

const orderWords = (rules: readonly JsonObject[]): string =>
  listOf(rules.map((rule) => conditionWords(conditionOf(rule))));
