import { printableLines } from "../../../reporting/printable.ts";
import { diagramOutline, type OutlineLine } from "../diagram-outline.ts";
import type { Block, Diagram, Inline } from "../document.ts";
import { MARK_SIGNS, marksIn } from "../marks.ts";
import { isBlank } from "../spans.ts";
import { diagramSvg } from "./diagram-svg.ts";
import { escapeHtml } from "./escape-html.ts";
import { inlineHtml } from "./inline-html.ts";

/** Of states and transitions together; laying out more takes a minute, and nobody follows the lines. */
const MAX_DRAWN = 1_200;

export function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return isBlank(block.text) ? "" : `<p>${inlineHtml(block.text)}</p>`;
    case "list":
      return listHtml(block.items);
    case "table":
      return tableHtml(block.head, block.rows);
    case "source":
      return `<pre><code class="language-${block.language}">${escapeHtml(printableLines(block.text).join("\n"))}</code></pre>`;
    case "details":
      return [
        `<details><summary>${isBlank(block.summary) ? "Details" : inlineHtml(block.summary)}</summary>`,
        ...block.blocks.map(blockHtml),
        "</details>",
      ].join("\n");
    case "diagram":
      return diagramHtml(block.diagram);
  }
}

function listHtml(items: readonly Inline[]): string {
  const shown = items.filter((item) => !isBlank(item));
  if (shown.length === 0) return "";
  return `<ul>\n${shown.map((item) => `<li>${inlineHtml(item)}</li>`).join("\n")}\n</ul>`;
}

function tableHtml(head: readonly string[], rows: readonly (readonly Inline[])[]): string {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns === 0) return "";
  const cells = (name: string, row: readonly Inline[]) =>
    Array.from(
      { length: columns },
      (_, column) => `<${name}>${inlineHtml(row[column] ?? [])}</${name.slice(0, 2)}>`,
    );
  const line = (name: string, row: readonly Inline[]) => `<tr>${cells(name, row).join("")}</tr>`;
  const headLine = line(
    'th scope="col"',
    head.map((text) => [text]),
  );
  return [
    `<div class="scroll"><table><thead>${headLine}</thead>`,
    `<tbody>${rows.map((row) => line("td", row)).join("\n")}</tbody></table></div>`,
  ].join("\n");
}

/** The picture, its legend, and the same as a text for who can not see it. */
function diagramHtml(diagram: Diagram): string {
  const { nodes, edges, groups } = diagram;
  if (nodes.length + groups.length === 0) return "";
  const legend = marksIn([...nodes, ...edges, ...groups]).map(
    (mark) => `<span class="legend ${mark}">${MARK_SIGNS[mark]} ${mark}</span>`,
  );
  const text = listHtml(diagramOutline(diagram).map(outlineText));
  const isDrawn = nodes.length + edges.length <= MAX_DRAWN;
  const picture = isDrawn
    ? `<div class="scroll">${diagramSvg(diagram)}</div>`
    : `<p>Too large to be drawn (${nodes.length} states, ${edges.length} transitions).</p>`;
  return [
    "<figure>",
    picture,
    `<figcaption>${legend.join("")}</figcaption>`,
    `<details${isDrawn ? "" : " open"}><summary>As text</summary>`,
    text,
    "</details>",
    "</figure>",
  ].join("\n");
}

function outlineText({ depth, label, mark, edges }: OutlineLine): Inline {
  const sign = (of: OutlineLine["mark"]) => (of === "same" ? "" : `${MARK_SIGNS[of]} `);
  return [
    `${"↳ ".repeat(depth)}${sign(mark)}`,
    { code: label },
    ...edges.flatMap(
      (edge, index): Inline => [
        `${index === 0 ? " " : "; "}${sign(edge.mark)}→ `,
        { code: edge.to },
        edge.label === "" ? "" : ` (${edge.label})`,
      ],
    ),
  ];
}
