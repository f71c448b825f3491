import type { Json } from "../plan/json.ts";
import { callOf } from "./call-of.ts";
import { obstacleOf } from "./obstacle.ts";
import { machineOf, type Scope, type State } from "./scope.ts";
import { listOf, shortText } from "./short-text.ts";

/** The most calls that are named. */
const MOST_CALLS = 5;

/** A machine in two lines at most: `7 states: 4 Task, 2 Choice, 1 Fail`, `Calls crop:live and sqs:sendMessage`. */
export function summaryOfMachine(definition: Json): readonly string[] {
  const obstacle = obstacleOf(definition);
  if (obstacle !== undefined) return [`Not described: ${obstacle}`];
  const states = statesIn(machineOf(definition));
  const types = new Map<string, number>();
  const calls = new Set<string>();
  for (const state of states) {
    const type = shortText(state.type) || "no type";
    types.set(type, (types.get(type) ?? 0) + 1);
    const call = callOf(state);
    if (call) calls.add(call.words);
  }
  const counted = [...types]
    .sort(([, one], [, other]) => other - one)
    .map(([type, count]) => `${count} ${type}`);
  const total = `${states.length} ${states.length === 1 ? "state" : "states"}`;
  const first = counted.length === 0 ? total : `${total}: ${listOf(counted, 8)}`;
  return calls.size === 0 ? [first] : [first, `Calls ${listOf([...calls], MOST_CALLS)}`];
}

const statesIn = (scope: Scope): readonly State[] =>
  [...scope.states.values()].flatMap((state) => [state, ...state.scopes.flatMap(statesIn)]);
