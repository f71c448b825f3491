import type { Diagram, DiagramEdge, DiagramGroup } from "../document.ts";

/** What lies in what, by the ids of a diagram. */
export interface GroupTree {
  /** Outer groups before inner ones. */
  readonly groups: readonly DiagramGroup[];
  readonly isGroup: (id: string) => boolean;
  readonly parentOf: (id: string) => string | undefined;
  /** The state in a group, at any depth, where it is entered; the id itself of a state or of an empty group. */
  readonly firstIn: (id: string) => string;
  /** All states in a group that nothing in it leads to, such as the beginnings of branches; not more than a dozen. */
  readonly entriesIn: (id: string) => readonly string[];
  /** The same where it is left. */
  readonly lastIn: (id: string) => string;
}

/** An edge for each would make a layout of many branches slow, and no better. */
const MAX_ENTRIES = 12;

/** A group that would lie in itself lies in none. */
export function groupTree({ nodes, edges, groups }: Diagram): GroupTree {
  const ids = new Set(groups.map(({ id }) => id));
  const given = new Map([...nodes, ...groups].map(({ id, group }) => [id, group]));
  const chainOf = (id: string): readonly string[] | undefined => {
    const chain: string[] = [];
    for (let at = given.get(id); at !== undefined && ids.has(at); at = given.get(at)) {
      if (at === id || chain.includes(at)) return undefined;
      chain.push(at);
    }
    return chain;
  };
  const chains = new Map([...given.keys()].map((id) => [id, chainOf(id) ?? []]));
  const order = nodes.map(({ id }) => id);
  const [entered, left] = ends(edges, (id) => chains.get(id) ?? []);
  const first = pickedIn(order, chains, entered);
  const last = pickedIn(order.toReversed(), chains, left);
  const depth = ({ id }: DiagramGroup) => chains.get(id)?.length ?? 0;
  return {
    groups: groups.toSorted((a, b) => depth(a) - depth(b)),
    isGroup: (id) => ids.has(id),
    parentOf: (id) => chains.get(id)?.[0],
    firstIn: (id) => first.get(id) ?? id,
    entriesIn: (group) =>
      order
        .filter((id) => {
          const chain = chains.get(id) ?? [];
          const depth = chain.indexOf(group);
          return depth >= 0 && ![id, ...chain.slice(0, depth)].some((one) => entered.has(one));
        })
        .slice(0, MAX_ENTRIES),
    lastIn: (id) => last.get(id) ?? id,
  };
}

type Chains = ReadonlyMap<string, readonly string[]>;

/** The states that edges of their own group lead to, and those that they come from. */
function ends(edges: readonly DiagramEdge[], chainOf: (id: string) => readonly string[]) {
  const inside = edges.filter(({ from, to }) => from !== to && chainOf(from)[0] === chainOf(to)[0]);
  return [new Set(inside.map(({ to }) => to)), new Set(inside.map(({ from }) => from))] as const;
}

/**
 * Of each group the first state in the order: rather one that is not `unlikely` and in no group that is, or at least is not so itself.
 */
function pickedIn(order: readonly string[], chains: Chains, unlikely: ReadonlySet<string>) {
  const picked = new Map<string, string>();
  const isLikely = (id: string) => !unlikely.has(id);
  const likely = order.filter(isLikely);
  const likeliest = likely.filter((id) => chains.get(id)?.every(isLikely) === true);
  for (const id of [...likeliest, ...likely, ...order]) {
    for (const group of chains.get(id) ?? []) if (!picked.has(group)) picked.set(group, id);
  }
  return picked;
}
