import { Graph, layout } from "@dagrejs/dagre";
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode } from "../document.ts";
import { type GroupTree, groupTree } from "./group-tree.ts";
import { boxSize, type LabelSize, labelSize } from "./label-size.ts";
import { contains, middleOf, outsideOf, type Point, type Rectangle } from "./rectangle.ts";

/** Where everything of a diagram lies, in CSS pixels from the top left. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (LabelSize & Rectangle & { readonly node: DiagramNode })[];
  /** What lies in another group comes after it. */
  readonly groups: readonly (LabelSize & Rectangle & { readonly group: DiagramGroup })[];
  readonly edges: readonly LaidEdge[];
}

export interface LaidEdge {
  readonly edge: DiagramEdge;
  /** From border to border, at least two. */
  readonly points: readonly Point[];
  readonly label?: LabelSize & Rectangle;
}

const SPACING = { rankdir: "TB", nodesep: 36, edgesep: 18, ranksep: 40, marginx: 14, marginy: 14 } as const;
/** How far an edge of a state to itself goes to the right. */
const LOOP = 22;
/** What a group gets above its states for its label, of the space between the rows. */
const GROUP_LABEL = 14;

/** A diagram from top to bottom, with groups around what lies in them. An edge of a group ends at its border. */
export function diagramLayout(diagram: Diagram): DiagramLayout {
  const tree = groupTree(diagram);
  const names = new Map([...diagram.nodes, ...diagram.groups].map(({ id }, index) => [id, `n${index}`]));
  const nameOf = (id: string) => names.get(id) ?? "";
  const edges = diagram.edges.filter(({ from, to }) => names.has(from) && names.has(to));
  const drawn = { ...diagram, edges };
  const first = laidGraph(drawn, tree, nameOf);
  const widened = widenedFor(tree, (id) => first.node(nameOf(id)).width);
  const graph = widened.size === 0 ? first : laidGraph(drawn, tree, nameOf, widened);
  const boxOf = (id: string): Rectangle => {
    const { x = 0, y = 0, width, height } = graph.node(nameOf(id));
    const above = tree.isGroup(id) ? GROUP_LABEL : 0;
    return { x, y: y - above / 2, width, height: height + above };
  };
  return {
    width: graph.graph().width ?? 0,
    height: graph.graph().height ?? 0,
    nodes: diagram.nodes.map((node) => ({ node, ...boxSize(node), ...boxOf(node.id) })),
    groups: tree.groups.map((group) => ({ group, ...groupLabel(group), ...boxOf(group.id) })),
    edges: edges.map((edge, index): LaidEdge => {
      const [from, to] = [tree.lastIn(edge.from), tree.firstIn(edge.to)];
      const { points = [], x = 0, y = 0 } = graph.edge(nameOf(from), nameOf(to), String(index));
      const label = edgeLabel(edge);
      const box = boxOf(from);
      const besideLoop = { x: box.x + box.width / 2 + LOOP + 6 + label.width / 2, y: box.y };
      const areas = [edge.from, edge.to].map((id) => (tree.isGroup(id) ? boxOf(id) : undefined));
      const drawn = from === to ? loop(box) : outsideOf(points, ...areas);
      const isHidden = areas.some((area) => area !== undefined && contains(area, { x, y }));
      const place = from === to ? besideLoop : isHidden ? middleOf(drawn) : { x, y };
      return { edge, points: drawn, ...(label.lines.length > 0 && { label: { ...label, ...place } }) };
    }),
  };
}

/** The library gives groups no room for their labels; a state in each that is made wider by so much does. */
function widenedFor(tree: GroupTree, widthOf: (id: string) => number): ReadonlyMap<string, number> {
  const wanting = tree.groups.map(
    (group) => [tree.firstIn(group.id), groupLabel(group).width - widthOf(group.id)] as const,
  );
  return new Map(wanting.filter(([, width]) => width > 0));
}

/** Ids may be anything: for the library they are names. */
function laidGraph(
  diagram: Diagram,
  tree: GroupTree,
  nameOf: (id: string) => string,
  widened: ReadonlyMap<string, number> = new Map(),
): Graph {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ ...SPACING });
  for (const node of diagram.nodes) {
    const { width, height } = boxSize(node);
    graph.setNode(nameOf(node.id), { width: width + (widened.get(node.id) ?? 0), height });
  }
  for (const group of diagram.groups) graph.setNode(nameOf(group.id), roomOf(groupLabel(group)));
  for (const { id } of [...diagram.nodes, ...diagram.groups]) {
    const parent = tree.parentOf(id);
    if (parent !== undefined) graph.setParent(nameOf(id), nameOf(parent));
  }
  diagram.edges.forEach((edge, index) => {
    const ends = [nameOf(tree.lastIn(edge.from)), nameOf(tree.firstIn(edge.to))] as const;
    graph.setEdge(...ends, { ...roomOf(edgeLabel(edge)), labelpos: "c" }, String(index));
    for (const entry of tree.isGroup(edge.to) ? tree.entriesIn(edge.to) : []) {
      // not drawn: branches begin in one row
      if (entry !== tree.lastIn(edge.from))
        graph.setEdge(ends[0], nameOf(entry), { width: 0, height: 0 }, `row ${index}`);
    }
  });
  layout(graph);
  return graph;
}

function groupLabel({ label, mark }: DiagramGroup): LabelSize {
  const size = labelSize(label, mark, "group");
  return { ...size, width: size.width + 24, height: size.height + 18 };
}

function edgeLabel({ label, mark }: DiagramEdge): LabelSize {
  return labelSize(label, mark, "edge");
}

function roomOf({ width, height }: LabelSize) {
  return { width, height };
}

function loop({ x, y, width, height }: Rectangle): readonly Point[] {
  const right = x + width / 2;
  return [
    { x: right, y: y - height / 4 },
    { x: right + LOOP, y: y - height / 4 },
    { x: right + LOOP, y: y + height / 4 },
    { x: right, y: y + height / 4 },
  ];
}
