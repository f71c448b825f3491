import { counted } from "../../../reporting/counted.ts";
import { printable } from "../../../reporting/printable.ts";
import type { Diagram, DiagramNode } from "../document.ts";
import { marksIn } from "../marks.ts";
import { type DiagramLayout, diagramLayout, type LaidEdge } from "./diagram-layout.ts";
import { edgePath } from "./edge-path.ts";
import { escapeHtml } from "./escape-html.ts";
import { LABELS } from "./label-size.ts";
import type { Rectangle } from "./rectangle.ts";

/** In CSS pixels: what is wider could no longer be read if it were fitted into the page. */
const MOST_FITTED = 1_500;

/** A diagram as an SVG element whose colors are the page's style sheet's. */
export function diagramSvg(diagram: Diagram): string {
  const laid = diagramLayout(diagram);
  const [width, height] = [Math.ceil(laid.width), Math.ceil(laid.height)];
  return [
    `<svg role="img"${width > MOST_FITTED ? ' class="wide"' : ""} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    "<title>State machine</title>",
    `<desc>${escapeHtml(description(diagram))}</desc>`,
    ...laid.groups.map(groupSvg),
    ...laid.edges.map(({ edge, points }) => `<g class="edge ${edge.mark}">${edgePath(points)}</g>`),
    ...laid.groups.map(groupLabelSvg),
    ...laid.nodes.map(nodeSvg),
    ...laid.edges.map(edgeLabelSvg),
    "</svg>",
  ].join("\n");
}

function description(diagram: Diagram): string {
  const { nodes, edges, groups } = diagram;
  const marks = marksIn([...nodes, ...groups]).map(
    (mark) => `${[...nodes, ...groups].filter((one) => one.mark === mark).length} ${mark}`,
  );
  const states = counted(nodes.length + groups.length, "state");
  const what = `${states} and ${counted(edges.length, "transition")}, from top to bottom`;
  return marks.length === 0 ? `${what}.` : `${what}; of the states, ${marks.join(", ")}.`;
}

function groupSvg({ group, x, y, width, height }: DiagramLayout["groups"][number]): string {
  const [left, top] = [x - width / 2, y - height / 2];
  return `<g class="group ${group.mark}">${titleSvg(group.label)}<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="8"/></g>`;
}

/** Over the edge that leads into the group. */
function groupLabelSvg({ group, lines, x, y, width, height }: DiagramLayout["groups"][number]): string {
  const place = { x: x - width / 2 + 12, y: y - height / 2 + 15, line: LABELS.group.line };
  return `<g class="group ${group.mark}">${textSvg(lines, place)}</g>`;
}

function nodeSvg({ node, lines, ...box }: DiagramLayout["nodes"][number]): string {
  const { line } = LABELS.node;
  const y = box.y - ((lines.length - 1) * line) / 2 + 4.5;
  const text = textSvg(lines, { x: box.x, y, line });
  return `<g class="node ${node.shape} ${node.mark}">${titleSvg(node.label)}${outline(node.shape, box)}${text}</g>`;
}

function edgeLabelSvg({ edge, label }: LaidEdge): string {
  if (label === undefined) return "";
  const { x, y, width, height, lines } = label;
  const { line } = LABELS.edge;
  const back = `<rect x="${px(x - width / 2 - 2)}" y="${px(y - height / 2)}" width="${px(width + 4)}" height="${px(height)}" rx="3"/>`;
  const text = textSvg(lines, { x, y: y - ((lines.length - 1) * line) / 2 + 4, line });
  return `<g class="label ${edge.mark}">${titleSvg(edge.label)}${back}${text}</g>`;
}

/** A Choice has points at its sides, a start or an end is round, any other state is a box. */
function outline(shape: DiagramNode["shape"], { x, y, width, height }: Rectangle): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  if (shape === "choice") {
    const points = [
      [left, y],
      [left + 14, top],
      [right - 14, top],
      [right, y],
      [right - 14, bottom],
      [left + 14, bottom],
    ];
    return `<polygon points="${points.map((point) => point.map(px).join(",")).join(" ")}"/>`;
  }
  const radius = shape === "state" ? 5 : height / 2;
  return `<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="${px(radius)}"/>`;
}

/** The whole label, where only a part is drawn; shown when a pointer rests on it. */
function titleSvg(label: string): string {
  return label === "" ? "" : `<title>${escapeHtml(printable(label))}</title>`;
}

function textSvg(
  lines: readonly string[],
  { x, y, line }: { readonly x: number; readonly y: number; readonly line: number },
): string {
  return lines
    .map((text, index) => `<text x="${px(x)}" y="${px(y + index * line)}">${escapeHtml(text)}</text>`)
    .join("");
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
