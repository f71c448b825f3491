import type { Mark } from "../page/document.ts";
import type { Json } from "../plan/json.ts";
import { compareFields } from "./compare-fields.ts";
import { compareLimits, LIMIT_FIELDS } from "./compare-limits.ts";
import { type Finding, rerouted } from "./finding.ts";
import { type JudgedState, judgeStates, type RankedChange } from "./judge-states.ts";
import type { MachineChange, MachineComparison } from "./machine-comparison.ts";
import { machineDiagram } from "./machine-diagram.ts";
import { sayMoved } from "./moved-states.ts";
import { obstacleOf } from "./obstacle.ts";
import { pairScopes } from "./pair-scopes.ts";
import { sameJson } from "./same-json.ts";
import { machineOf, type Scope } from "./scope.ts";
import { targetWords } from "./target-words.ts";

/**
 * What changes between two definitions of a state machine, parsed; undefined where there is none, for a machine that is created or
 * destroyed. Whatever it is given, it does not throw: what is no definition is compared as a whole.
 */
export function compareMachines(before: Json | undefined, after: Json | undefined): MachineComparison {
  const obstacle = obstacleOf(before) ?? obstacleOf(after);
  if (obstacle !== undefined) return notCompared(sameJson(before, after), obstacle);
  const scope = pairScopes(sideOf(before), sideOf(after));
  const judged = sayMoved(judgeStates(scope));
  const own = scope.before && scope.after ? compareWhole(scope.before, scope.after) : [];
  const changes = [
    ...own.map((finding): RankedChange => ({ ...finding, state: "" })),
    ...judged.flatMap((state) => state.changes),
  ].sort((one, other) => one.importance - other.importance);
  return {
    same: (before === undefined) === (after === undefined) && changes.length === 0,
    changes: changes.map(({ kind, state, text }): MachineChange => ({ kind, state, text })),
    counts: countsOf(judged),
    diagram: machineDiagram(scope, judged),
  };
}

const sideOf = (definition: Json | undefined): Scope | undefined =>
  definition === undefined ? undefined : machineOf(definition);

function notCompared(same: boolean, obstacle: string): MachineComparison {
  return {
    same,
    changes: same ? [] : [{ kind: "changed", state: "", text: `Not compared state by state: ${obstacle}` }],
    counts: { added: 0, removed: 0, changed: 0, rerouted: 0 },
    diagram: { nodes: [], edges: [], groups: [] },
  };
}

function compareWhole(before: Scope, after: Scope): readonly Finding[] {
  const others = compareFields("The machine", before.fields, after.fields, (path) => LIMIT_FIELDS.has(path));
  const limits = compareLimits("the machine", before.fields, after.fields);
  if (before.startAt === after.startAt) return [...limits, ...others];
  const [was, is] = [targetWords(before.startAt, before), targetWords(after.startAt, after)];
  return [rerouted(`Starts at ${is} (was ${was})`), ...limits, ...others];
}

function countsOf(judged: readonly JudgedState[]): MachineComparison["counts"] {
  const count = (mark: Mark): number => judged.filter((state) => state.mark === mark).length;
  return {
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    rerouted: count("rerouted"),
  };
}
