import type { Scope } from "./scope.ts";
import { targetsOf } from "./transitions.ts";

/** The names of the states to which a way leads from the start. */
export function reachableIn({ startAt, states }: Scope): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = startAt === undefined ? [] : [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    for (const target of targetsOf(state)) open.push(target);
  }
  return reached;
}
