import type { Diagram } from "../page/document.ts";

/** How many ways from a change are still near. */
const STEPS = 2;
/** A state that more lead to, such as one that catches all errors, does not make them near one another. */
const MOST_WAYS_IN = 8;

/** The ids of what differs, of what is near it, and of the start and the end. */
export function nodesNearChanges({ nodes, edges }: Diagram): ReadonlySet<string> {
  const ends = new Set(nodes.filter(({ shape }) => shape === "start" || shape === "end").map(({ id }) => id));
  const followers = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const leaders = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const differing = nodes.filter(({ mark }) => mark !== "same").map(({ id }) => id);
  for (const { from, to, mark } of edges) {
    followers.get(from)?.push(to);
    leaders.get(to)?.push(from);
    if (mark !== "same") differing.push(from, to);
  }
  const near = new Set<string>(differing);
  let last: readonly string[] = [...near];
  for (let step = 0; step < STEPS; step += 1) {
    const next = last
      .filter((id) => !ends.has(id))
      .flatMap((id) => [...(followers.get(id) ?? []), ...few(leaders.get(id) ?? [])]);
    last = [...new Set(next)].filter((id) => !near.has(id));
    for (const id of last) near.add(id);
  }
  return new Set([...near, ...ends]);
}

const few = (ids: readonly string[]): readonly string[] => (ids.length > MOST_WAYS_IN ? [] : ids);
