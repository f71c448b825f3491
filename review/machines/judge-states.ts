import type { Mark } from "../page/document.ts";
import { callOf } from "./call-of.ts";
import { compareFields } from "./compare-fields.ts";
import { compareStates } from "./compare-states.ts";
import { changed, type Finding, IMPORTANCE, rerouted } from "./finding.ts";
import type { MachineChange } from "./machine-comparison.ts";
import type { ScopePair, StatePair } from "./pair-scopes.ts";
import { reachableIn } from "./reachable.ts";
import { NO_SCOPE, type State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import { stateWords } from "./state-words.ts";
import { type Surroundings, targetWords } from "./target-words.ts";
import { targetsOf } from "./transitions.ts";

/** A state of either side with all that is said of it. */
export interface JudgedState {
  readonly pair: StatePair;
  readonly mark: Mark;
  readonly changes: readonly RankedChange[];
  readonly around: Surroundings;
}

export interface RankedChange extends MachineChange {
  /** From `IMPORTANCE`. */
  readonly importance: number;
}

/** Every state of a scope, and of the scopes inside, in the order of the diagram. */
export function judgeStates(scope: Pick<ScopePair, "before" | "after" | "states">): readonly JudgedState[] {
  const around = { before: scope.before ?? NO_SCOPE, after: scope.after ?? NO_SCOPE };
  const reached = { before: reachableIn(around.before), after: reachableIn(around.after) };
  return scope.states.flatMap((pair) => [
    judge(pair, around, reached),
    ...pair.scopes.flatMap((inner) => judgeStates(inner)),
  ]);
}

interface Reached {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function judge(pair: StatePair, around: Surroundings, reached: Reached): JudgedState {
  const { name, path: state, before, after } = pair;
  const subject = shortText(name);
  if (after === undefined) {
    const call = before && callOf(before);
    const text = `${subject} removed${call ? `: called ${shortText(call.words)}` : ""}`;
    const change = { kind: "removed", state, text, importance: IMPORTANCE.stateLost } as const;
    return { pair, mark: "removed", around, changes: [change] };
  }
  if (before === undefined) {
    const lost = reached.after.has(name) ? "" : ", not reachable";
    const text = `${subject} added: ${stateWords(after, around.after)}${lost}`;
    const change = { kind: "added", state, text, importance: IMPORTANCE.stateAdded } as const;
    return { pair, mark: "added", around, changes: [change] };
  }
  const findings = [
    ...compareStates(name, before, after, around),
    ...pair.scopes.flatMap((scope) => compareScopes(subject, after.type, scope)),
    ...compareBranches(subject, pair),
    ...compareReach(name, reached),
    ...lostTargets(subject, before, after, around),
    ...renameOf(pair),
  ];
  return {
    pair,
    mark: markOf(findings),
    around,
    changes: findings.map((finding) => ({ ...finding, state })),
  };
}

function markOf(findings: readonly Finding[]): Mark {
  if (findings.length === 0) return "same";
  return findings.some(({ kind }) => kind === "changed") ? "changed" : "rerouted";
}

function renameOf({ name, nameBefore }: StatePair): readonly Finding[] {
  if (nameBefore === undefined) return [];
  return [changed(IMPORTANCE.name, `${shortText(nameBefore)} renamed to ${shortText(name)}`)];
}

function compareReach(name: string, reached: Reached): readonly Finding[] {
  const [was, is] = [reached.before.has(name), reached.after.has(name)];
  if (was === is) return [];
  const words = is ? "can be reached now" : "can not be reached any more";
  return [
    { ...rerouted(`${shortText(name)} ${words}`), importance: is ? IMPORTANCE.route : IMPORTANCE.stateLost },
  ];
}

/** Where it leads as before, to a state that is gone. */
function lostTargets(subject: string, before: State, after: State, around: Surroundings): readonly Finding[] {
  const old = new Set(targetsOf(before));
  const lost = targetsOf(after).filter((target) => old.has(target) && !around.after.states.has(target));
  const gone = lost.filter((target) => around.before.states.has(target));
  return gone.map((target) => rerouted(`${subject} still goes to ${targetWords(target, around.after)}`));
}

/** What a branch or processor says of itself; what is in it is told state by state. */
function compareScopes(
  subject: string,
  type: string,
  { before, after, place }: ScopePair,
): readonly Finding[] {
  if (before === undefined || after === undefined) return [];
  const label = `${subject}: ${type === "Parallel" ? `branch ${place + 1}` : "each item"}`;
  const fields = compareFields(label, before.fields, after.fields, () => false);
  if (before.startAt === after.startAt) return fields;
  const [was, is] = [targetWords(before.startAt, before), targetWords(after.startAt, after)];
  return [rerouted(`${label} starts at ${is} (was ${was})`), ...fields];
}

/** The results of branches come as a list in their order. */
function compareBranches(subject: string, { before, after, scopes }: StatePair): readonly Finding[] {
  const [was, is] = [before?.scopes.length ?? 0, after?.scopes.length ?? 0];
  if (was !== is)
    return [changed(IMPORTANCE.route, `${subject}: ${was} → ${is} ${is === 1 ? "branch" : "branches"}`)];
  const moved = scopes.some(({ place, placeBefore }) => placeBefore !== undefined && placeBefore !== place);
  return moved
    ? [changed(IMPORTANCE.data, `${subject}: branches, and so their results, in another order`)]
    : [];
}
