import type { Diagram, DiagramEdge, DiagramNode } from "../page/document.ts";
import { nodesNearChanges } from "./nodes-near-changes.ts";

/** The most nodes of a diagram that is shown whole. */
const MOST_NODES = 60;

/** A large diagram without what is far from any change: states there that hang together become one node, `… 12 states`. */
export function collapseDiagram(diagram: Diagram): Diagram {
  if (diagram.nodes.length <= MOST_NODES) return diagram;
  const near = nodesNearChanges(diagram);
  const groups = groupsOf(diagram, near);
  const outer = new Map(diagram.groups.map(({ id, group }) => [id, group]));
  const shownGroup = (node: DiagramNode): string | undefined => {
    let group = node.group;
    while (group !== undefined && !groups.has(group)) group = outer.get(group);
    return group;
  };
  const shown = new Map(diagram.nodes.map((node) => [node.id, shownGroup(node)]));
  const heads = headsOf(diagram, near, shown);
  const sizes = new Map<string, number>();
  for (const head of heads.values()) sizes.set(head, (sizes.get(head) ?? 0) + 1);
  const nodes = diagram.nodes
    .filter(({ id }) => (heads.get(id) ?? id) === id)
    .map((node): DiagramNode => collapsed(node, sizes.get(node.id) ?? 1, shown.get(node.id)));
  return {
    nodes,
    edges: edgesBetween(diagram.edges, heads, sizes),
    groups: diagram.groups.filter(({ id }) => groups.has(id)),
  };
}

/** All groups around what is kept. */
function groupsOf(diagram: Diagram, near: ReadonlySet<string>): ReadonlySet<string> {
  const outer = new Map(diagram.groups.map(({ id, group }) => [id, group]));
  const kept = new Set<string>();
  for (const { id, group } of diagram.nodes) {
    if (!near.has(id)) continue;
    for (let one = group; one !== undefined && !kept.has(one); one = outer.get(one)) kept.add(one);
  }
  return kept;
}

/** The first node of those that hang together, for each that is far from any change. */
function headsOf(
  diagram: Diagram,
  near: ReadonlySet<string>,
  shown: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> {
  const beside = new Map<string, string[]>(diagram.nodes.map(({ id }) => [id, []]));
  for (const { from, to } of diagram.edges) {
    if (near.has(from) || near.has(to) || shown.get(from) !== shown.get(to)) continue;
    beside.get(from)?.push(to);
    beside.get(to)?.push(from);
  }
  const heads = new Map<string, string>();
  for (const { id } of diagram.nodes) {
    if (near.has(id) || heads.has(id)) continue;
    const open = [id];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (heads.has(one)) continue;
      heads.set(one, id);
      for (const other of beside.get(one) ?? []) if (!heads.has(other)) open.push(other);
    }
  }
  return heads;
}

function collapsed(node: DiagramNode, size: number, group: string | undefined): DiagramNode {
  const { group: _, ...plain } = node;
  const placed = { ...plain, ...(group !== undefined && { group }) };
  return size === 1 ? placed : { ...placed, label: `… ${size} states`, shape: "state" };
}

/** Each way once; ways of several states that became one have no reason in common. */
function edgesBetween(
  edges: readonly DiagramEdge[],
  heads: ReadonlyMap<string, string>,
  sizes: ReadonlyMap<string, number>,
): readonly DiagramEdge[] {
  const kept = new Map<string, DiagramEdge>();
  for (const edge of edges) {
    const from = heads.get(edge.from) ?? edge.from;
    const to = heads.get(edge.to) ?? edge.to;
    const isMany = (sizes.get(from) ?? 1) > 1 || (sizes.get(to) ?? 1) > 1;
    if (from === to && isMany) continue;
    const label = isMany ? "" : edge.label;
    const key = `${from} ${to} ${edge.mark} ${label}`;
    if (!kept.has(key)) kept.set(key, { from, to, label, mark: edge.mark });
  }
  return [...kept.values()];
}
