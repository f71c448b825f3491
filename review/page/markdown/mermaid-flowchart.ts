import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, Mark } from "../document.ts";
import { markedLabel, marksIn } from "../marks.ts";
import { mermaidLabel } from "./mermaid-label.ts";

/** Pale with dark text, so that they read on a white and on a black page. */
const STYLES: Readonly<Record<Exclude<Mark, "same">, string>> = {
  added: "fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a,stroke-width:2px",
  removed: "fill:#ffebe9,stroke:#cf222e,color:#6e0b14,stroke-width:2px,stroke-dasharray:5 3",
  changed: "fill:#fff8c5,stroke:#9a6700,color:#4d2d00,stroke-width:2px",
  rerouted: "fill:#ddf4ff,stroke:#0969da,color:#0a3069,stroke-width:2px",
};
const ARROWS: Readonly<Record<DiagramEdge["mark"], string>> = { same: "-->", added: "==>", removed: "-.->" };
const EDGE_COLORS = { added: "#2da44e", removed: "#e5534b" } as const;

/**
 * A flowchart in Mermaid's language. Nothing of the diagram's own stands outside of a label: nodes have the names `n0`, `n1` and so on,
 * groups `g0`, `g1`. What leads to nowhere, or from a group into itself, can not be drawn and is left out.
 */
export function mermaidFlowchart({ nodes, edges, groups }: Diagram): string {
  const names = new Map([
    ...groups.map(({ id }, index) => [id, `g${index}`] as const),
    ...nodes.map(({ id }, index) => [id, `n${index}`] as const),
  ]);
  const parents = new Map([...nodes, ...groups].map(({ id, group }) => [id, group]));
  const drawn = edges.filter(
    ({ from, to }) =>
      names.has(from) &&
      names.has(to) &&
      (from === to ? !names.get(from)?.startsWith("g") : true) &&
      !liesIn(from, to, parents) &&
      !liesIn(to, from, parents),
  );
  return [
    "flowchart TD",
    ...contentLines({ nodes, edges, groups }, names, undefined, "  "),
    ...drawn.map((edge) => `  ${names.get(edge.from)} ${arrow(edge)} ${names.get(edge.to)}`),
    ...marksIn([...nodes, ...groups]).flatMap((mark) => [
      `  classDef ${mark} ${STYLES[mark]}`,
      `  class ${[...nodes, ...groups].flatMap((one) => (one.mark === mark ? [names.get(one.id)] : [])).join(",")} ${mark}`,
    ]),
    ...(["added", "removed"] as const).flatMap((mark) => {
      const indexes = drawn.flatMap((edge, index) => (edge.mark === mark ? [index] : []));
      return indexes.length === 0
        ? []
        : [`  linkStyle ${indexes.join(",")} stroke:${EDGE_COLORS[mark]},stroke-width:2px`];
    }),
  ].join("\n");
}

function contentLines(
  diagram: Diagram,
  names: ReadonlyMap<string, string>,
  parent: string | undefined,
  indent: string,
): readonly string[] {
  const groupIds = new Set(diagram.groups.map(({ id }) => id));
  const isHere = ({ group }: DiagramNode | DiagramGroup) =>
    (group !== undefined && groupIds.has(group) ? group : undefined) === parent;
  return [
    ...diagram.nodes.filter(isHere).map((node) => `${indent}${names.get(node.id)}${shape(node)}`),
    ...diagram.groups
      .filter(isHere)
      .flatMap((group) => [
        `${indent}subgraph ${names.get(group.id)}["${mermaidLabel(markedLabel(group.label, group.mark))}"]`,
        ...contentLines(diagram, names, group.id, `${indent}  `),
        `${indent}end`,
      ]),
  ];
}

function shape({ label, mark, shape }: DiagramNode): string {
  const text = `"${mermaidLabel(markedLabel(label, mark))}"`;
  if (shape === "choice") return `{${text}}`;
  return shape === "state" ? `[${text}]` : `([${text}])`;
}

function arrow({ label, mark }: DiagramEdge): string {
  const text = markedLabel(label, mark);
  return text === "" ? ARROWS[mark] : `${ARROWS[mark]}|"${mermaidLabel(text)}"|`;
}

function liesIn(id: string, group: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === group) return true;
    seen.add(at);
  }
  return false;
}
