import type { PhrasingContent } from "mdast";
import type { Inline } from "../document.ts";
import { isBlank, type Span } from "../spans.ts";
import { githubSpans } from "./github-spans.ts";

/** An inline text as Markdown's nodes; none for spaces alone. */
export function phrasing(inline: Inline, longest?: number): PhrasingContent[] {
  return isBlank(inline) ? [] : spanNodes(githubSpans(inline, longest));
}

/** The same in the cell of a table, where a bar in code ends the cell: it stands between two pieces of code. */
export function cellPhrasing(inline: Inline): PhrasingContent[] {
  return spanNodes(githubSpans(inline).flatMap(withoutBars));
}

function withoutBars(span: Span): readonly Span[] {
  if (!span.isCode || !span.text.includes("|")) return [span];
  return span.text
    .split(/(\|+)/)
    .filter((part) => part !== "")
    .map((text) => ({ ...span, text, isCode: !text.startsWith("|") }));
}

/** What is strong and stands side by side is one node, for `**a****b**` is something else. */
function spanNodes(all: readonly Span[]): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  for (const { text, isCode, isStrong } of all) {
    const node: PhrasingContent = { type: isCode ? "inlineCode" : "text", value: text };
    const last = nodes.at(-1);
    if (!isStrong) nodes.push(node);
    else if (last?.type === "strong") last.children.push(node);
    else nodes.push({ type: "strong", children: [node] });
  }
  return nodes;
}
