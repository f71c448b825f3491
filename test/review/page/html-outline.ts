import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const LINES = new Set(["h1", "h2", "p", "summary", "th", "td"]);
/** Spaces at the edges of a cell are lost. */
const CELLS = new Set(["th", "td"]);
const PHRASING = new Set(["code", "strong", "#text"]);

/**
 * What a browser makes of HTML, one line for each heading, paragraph, cell or source, indented by what it lies in. What is none of
 * those stands there with its name, so that nothing that was forged can be overlooked.
 */
export function htmlOutline(html: string): readonly string[] {
  return linesOf(parseFragment(html).childNodes, "");
}

function linesOf(nodes: readonly Node[], indent: string): readonly string[] {
  const lines: string[] = [];
  let row = "";
  const endRow = () => {
    if (row.trim() !== "") lines.push(`${indent}p ${row.replace(/^\n+|\n+$/g, "")}`);
    row = "";
  };
  for (const node of nodes) {
    if (PHRASING.has(node.nodeName)) {
      row += textOf(node);
      continue;
    }
    endRow();
    if (CELLS.has(node.nodeName)) lines.push(`${indent}${node.nodeName} ${textOf(node).trim()}`);
    else if (LINES.has(node.nodeName)) lines.push(`${indent}${node.nodeName} ${textOf(node)}`);
    else if (node.nodeName === "pre") lines.push(`${indent}${sourceOf(node as Element)}`);
    else lines.push(`${indent}${node.nodeName}`, ...linesOf(childrenOf(node), `${indent}  `));
  }
  endRow();
  return lines;
}

function sourceOf(pre: Element): string {
  const [code] = pre.childNodes as Element[];
  const language = code?.attrs.find(({ name }) => name === "class")?.value.replace("language-", "") ?? "";
  return `${language} ${language === "mermaid" ? "" : textOf(pre).replace(/\n$/, "")}`;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  if (node.nodeName === "br") return "<br>";
  const inside = childrenOf(node).map(textOf).join("");
  return PHRASING.has(node.nodeName) || LINES.has(node.nodeName) || node.nodeName === "pre"
    ? inside
    : `<${node.nodeName}>${inside}`;
}

function childrenOf(node: Node): readonly Node[] {
  return "childNodes" in node ? node.childNodes : [];
}
