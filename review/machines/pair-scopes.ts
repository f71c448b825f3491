import { pairBranches } from "./pair-branches.ts";
import { renamesOf } from "./renames.ts";
import { NO_SCOPE, type Scope, type State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import { retarget } from "./transitions.ts";

/** Both sides of a machine, a branch or a processor. What came before has the names of after, so that both can be compared. */
export interface ScopePair {
  readonly before?: Scope;
  readonly after?: Scope;
  /** In the order of after; a removed state stands behind the one it stood behind. */
  readonly states: readonly StatePair[];
  /** From 0, of a branch, after if it is there. */
  readonly place: number;
  /** Whether it stands elsewhere among the branches that are left than before. */
  readonly placeBefore?: number;
}

export interface StatePair {
  readonly name: string;
  /** Its name before, if it was another. */
  readonly nameBefore?: string;
  /** Names from the outermost to its own, `Map photos / Crop`. */
  readonly path: string;
  readonly before?: State;
  readonly after?: State;
  readonly scopes: readonly ScopePair[];
}

/** `path` is of the state around, empty for a whole machine. */
export function pairScopes(
  before: Scope | undefined,
  after: Scope | undefined,
  path = "",
): Pick<ScopePair, "before" | "after" | "states"> {
  const renames = before && after ? renamesOf(before, after) : new Map<string, string>();
  const old = before && renamed(before, renames);
  const oldNames = new Map([...renames].map(([name, newName]) => [newName, name]));
  const states = namesInOrder(old ?? NO_SCOPE, after ?? NO_SCOPE).map((name) =>
    pairStates(name, oldNames.get(name), old?.states.get(name), after?.states.get(name), path),
  );
  return { ...(old && { before: old }), ...(after && { after }), states };
}

function pairStates(
  name: string,
  nameBefore: string | undefined,
  before: State | undefined,
  after: State | undefined,
  outer: string,
): StatePair {
  const path = outer === "" ? shortText(name) : `${outer} / ${shortText(name)}`;
  const scopes = pairBranches(before?.scopes ?? [], after?.scopes ?? []).map((pair): ScopePair => {
    const inner = pairScopes(at(before?.scopes, pair.before), at(after?.scopes, pair.after), path);
    const place = pair.after ?? pair.before ?? 0;
    return { ...inner, place, ...(pair.before !== undefined && { placeBefore: pair.before }) };
  });
  return {
    name,
    ...(nameBefore !== undefined && { nameBefore }),
    path,
    ...(before && { before }),
    ...(after && { after }),
    scopes,
  };
}

const at = (scopes: readonly Scope[] | undefined, place: number | undefined): Scope | undefined =>
  place === undefined ? undefined : scopes?.[place];

function renamed(scope: Scope, renames: ReadonlyMap<string, string>): Scope {
  if (renames.size === 0) return scope;
  const rename = (name: string): string => renames.get(name) ?? name;
  const states = [...scope.states].map(([name, state]): [string, State] => [
    rename(name),
    retarget(state, rename),
  ]);
  const { startAt } = scope;
  return { ...scope, states: new Map(states), ...(startAt !== undefined && { startAt: rename(startAt) }) };
}

function namesInOrder(before: Scope, after: Scope): readonly string[] {
  const followers = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const name of before.states.keys()) {
    if (after.states.has(name)) anchor = name;
    else if (followers.get(anchor)?.push(name) === undefined) followers.set(anchor, [name]);
  }
  const rest = [...after.states.keys()].flatMap((name) => [name, ...(followers.get(name) ?? [])]);
  return [...(followers.get(undefined) ?? []), ...rest];
}
