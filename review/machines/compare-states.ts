import { calleeFields, compareCalls } from "./compare-calls.ts";
import { compareChoices } from "./compare-choices.ts";
import { compareFields } from "./compare-fields.ts";
import { compareHandlers } from "./compare-handlers.ts";
import { compareLimits, LIMIT_FIELDS } from "./compare-limits.ts";
import { changed, type Finding, IMPORTANCE, rerouted } from "./finding.ts";
import { rowsOf } from "./match-rows.ts";
import { sameJson } from "./same-json.ts";
import type { State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import {
  nameWords,
  nextWords,
  pastNextWords,
  type Surroundings,
  skipWords,
  targetWords,
} from "./target-words.ts";
import { shortValue, wasWords } from "./value-words.ts";

/** Fields that are told in words of their own. */
const TOLD: ReadonlySet<string> = new Set(["Type", "Resource", "Next", "End", "Default", ...LIMIT_FIELDS]);

/** How a state differs, but for its name and the machines inside. What came before has the names of after. */
export function compareStates(
  name: string,
  before: State,
  after: State,
  around: Surroundings,
): readonly Finding[] {
  const subject = shortText(name);
  const lists = compareLists(subject, before, after, around);
  const told = new Set([...TOLD, ...lists.told, ...calleeFields(before, after)]);
  return [
    ...compareTypes(subject, before, after),
    ...compareCalls(subject, before, after),
    ...compareNext(subject, before, after, around),
    ...lists.findings,
    ...compareDefaults(subject, before, after, around),
    ...compareLimits(subject, before.fields, after.fields),
    ...compareFields(subject, before.fields, after.fields, (path) => told.has(path)),
  ];
}

function compareTypes(subject: string, before: State, after: State): readonly Finding[] {
  const [was, is] = [before.fields.get("Type"), after.fields.get("Type")];
  if (sameJson(was, is)) return [];
  return [changed(IMPORTANCE.call, `${subject}: type ${wasWords(typeWords(before), typeWords(after))}`)];
}

const typeWords = (state: State): string => shortText(state.type) || shortValue(state.fields.get("Type"));

function compareNext(subject: string, before: State, after: State, around: Surroundings): readonly Finding[] {
  const [from, to] = [before.fields.get("Next"), after.fields.get("Next")];
  const isChoice = after.type === "Choice" && from === undefined && to === undefined;
  const words = nextWords(after, around.after);
  if (isChoice || (sameJson(from, to) && words === nextWords(before, around.after))) return [];
  return [rerouted(`${subject} ${words} (was ${pastNextWords(before)})${skipWords(from, to, around)}`)];
}

/** The lists of rules; those that are broken on a side are left to be compared as any other field. */
function compareLists(subject: string, before: State, after: State, around: Surroundings) {
  const lists = (["Choices", "Retry", "Catch"] as const).flatMap((field) => {
    const was = rowsOf(before.fields.get(field));
    const is = rowsOf(after.fields.get(field));
    return was === undefined || is === undefined ? [] : [{ field, was, is }];
  });
  const findings = lists.flatMap(({ field, was, is }) =>
    field === "Choices"
      ? compareChoices(subject, was, is, around)
      : compareHandlers(field, subject, was, is, around),
  );
  return { told: lists.map(({ field }) => field), findings };
}

function compareDefaults(
  subject: string,
  before: State,
  after: State,
  around: Surroundings,
): readonly Finding[] {
  const [was, is] = [before.fields.get("Default"), after.fields.get("Default")];
  if (sameJson(was, is)) return [];
  if (is === undefined) return [rerouted(`${subject}: default removed (was ${nameWords(was)})`)];
  const target = `otherwise goes to ${targetWords(is, around.after)}`;
  const past = was === undefined ? "" : ` (was ${nameWords(was)})`;
  return [rerouted(`${subject}: ${target}${past}${skipWords(was, is, around)}`)];
}
