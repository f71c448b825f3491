import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, Mark } from "./document.ts";

/** A state or a group of a diagram, with what leads away from it; for where nothing can be drawn. */
export interface OutlineLine {
  /** Counted from 0: how many groups it lies in. */
  readonly depth: number;
  readonly label: string;
  readonly mark: Mark;
  readonly edges: readonly OutlineEdge[];
}

export interface OutlineEdge {
  readonly label: string;
  readonly mark: DiagramEdge["mark"];
  /** The label of where it leads to. */
  readonly to: string;
}

/** What belongs together stands together: a group, then what lies in it; otherwise the order is the diagram's. */
export function diagramOutline({ nodes, edges, groups }: Diagram): readonly OutlineLine[] {
  const labels = new Map([...groups, ...nodes].map(({ id, label }) => [id, label]));
  const groupIds = new Set(groups.map(({ id }) => id));
  const edgesFrom = gathered(edges, ({ from }) => from);
  const inside = gathered<DiagramNode | DiagramGroup, string | undefined>(
    [...nodes, ...groups],
    ({ group }) => (group !== undefined && groupIds.has(group) ? group : undefined),
  );
  const lines = (group: string | undefined, depth: number): readonly OutlineLine[] =>
    (inside.get(group) ?? []).flatMap(({ id, label, mark }) => [
      {
        depth,
        label,
        mark,
        edges: (edgesFrom.get(id) ?? []).map((edge) => ({
          label: edge.label,
          mark: edge.mark,
          to: labels.get(edge.to) ?? edge.to,
        })),
      },
      ...(groupIds.has(id) ? lines(id, depth + 1) : []),
    ]);
  return lines(undefined, 0);
}

/** `Map.groupBy`, which Node 20 does not have. */
function gathered<One, Key>(all: readonly One[], keyOf: (one: One) => Key): ReadonlyMap<Key, readonly One[]> {
  const found = new Map<Key, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const others = found.get(key);
    if (others === undefined) found.set(key, [one]);
    else others.push(one);
  }
  return found;
}
