import type { ListItem } from "mdast";
import { diagramOutline, type OutlineEdge, type OutlineLine } from "../diagram-outline.ts";
import type { Diagram, Inline } from "../document.ts";
import { MARK_SIGNS, marksIn } from "../marks.ts";
import type { BlockNode } from "./block-nodes.ts";
import { mermaidFlowchart } from "./mermaid-flowchart.ts";
import { phrasing } from "./phrasing.ts";

/** What GitHub draws at most: `maxTextSize` and `maxEdges` of Mermaid's configuration, which a diagram can not change there. */
const MAX_TEXT = 50_000;
const MAX_EDGES = 500;
/** Of a state. */
const SHORTEST_LINE = 8;

/** A diagram with its legend; as a list where GitHub would not draw it. */
export function diagramNodes(diagram: Diagram): readonly BlockNode[] {
  if (diagram.nodes.length + diagram.groups.length === 0) return [];
  const legend = legendNodes(diagram);
  const text = drawnText(diagram);
  if (text !== undefined) return [{ type: "code", lang: "mermaid", value: text }, ...legend];
  return [
    paragraph([
      `Too large to be drawn here (${diagram.nodes.length} states, ${diagram.edges.length} transitions), so it is a list:`,
    ]),
    { type: "list", ordered: false, spread: false, children: diagramOutline(diagram).map(outlineItem) },
    ...legend,
  ];
}

function drawnText(diagram: Diagram): string | undefined {
  const { nodes, edges, groups } = diagram;
  const isTooMuch = edges.length > MAX_EDGES || (nodes.length + groups.length) * SHORTEST_LINE > MAX_TEXT;
  const text = isTooMuch ? "" : mermaidFlowchart(diagram);
  return isTooMuch || text.length > MAX_TEXT ? undefined : text;
}

function legendNodes({ nodes, edges, groups }: Diagram): readonly BlockNode[] {
  const marks = marksIn([...nodes, ...edges, ...groups]);
  if (marks.length === 0) return [];
  const explained = marks.flatMap(
    (mark, index): Inline => [index === 0 ? "" : ", ", { code: MARK_SIGNS[mark] }, ` ${mark}`],
  );
  return [paragraph(["Legend: ", ...explained])];
}

function outlineItem({ depth, label, mark, edges }: OutlineLine): ListItem {
  const state: Inline = [
    "↳ ".repeat(depth),
    ...sign(mark),
    { code: label },
    ...edges.flatMap((edge, index): Inline => [index === 0 ? " " : "; ", ...edgeText(edge)]),
  ];
  return { type: "listItem", spread: false, children: [paragraph(state)] };
}

function edgeText({ label, mark, to }: OutlineEdge): Inline {
  return [...sign(mark), "→ ", { code: to }, ...(label === "" ? [] : [" (", { code: label }, ")"])];
}

function sign(mark: OutlineLine["mark"]): Inline {
  return mark === "same" ? [] : [`${MARK_SIGNS[mark]} `];
}

function paragraph(text: Inline) {
  return { type: "paragraph" as const, children: phrasing(text) };
}
