import { callOf } from "./call-of.ts";
import { conditionWords } from "./condition-words.ts";
import { rowsOf } from "./match-rows.ts";
import type { Scope, State } from "./scope.ts";
import { listOf, shortText } from "./short-text.ts";
import { nextWords, targetWords } from "./target-words.ts";
import { conditionOf, targetsOf } from "./transitions.ts";

/** What a new state does: `Task, calls crop:live, then Prepare`. */
export function stateWords(state: State, scope: Scope): string {
  const call = callOf(state);
  const starts = state.scopes.map(({ startAt = "nothing" }) => startAt);
  const inside = `${state.type === "Map" ? "each item" : "in parallel"} from ${listOf(starts)}`;
  return [
    shortText(state.type) || "no type",
    ...(call ? [`calls ${shortText(call.words)}`] : []),
    ...(starts.length > 0 ? [inside] : []),
    ...(state.type === "Succeed" || state.type === "Fail" ? [] : [thenWords(state, scope)]),
  ].join(", ");
}

function thenWords(state: State, scope: Scope): string {
  if (state.type !== "Choice") return nextWords(state, scope).replace(/^(goes to )?/, "then ");
  const rules = rowsOf(state.fields.get("Choices")) ?? [];
  const [rule] = rules;
  const otherwise = state.fields.get("Default");
  if (rules.length !== 1 || rule === undefined) return `then ${listOf(targetsOf(state)) || "nothing"}`;
  const words = `${targetWords(rule.Next, scope)} when ${shortText(conditionWords(conditionOf(rule)))}`;
  return otherwise === undefined ? words : `${words}, otherwise ${targetWords(otherwise, scope)}`;
}
