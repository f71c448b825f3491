import type { InlineCode, Nodes, Parents, Table } from "mdast";
import { type Options, type State, toMarkdown } from "mdast-util-to-markdown";

const OPTIONS: Options = {
  bullet: "-",
  bulletOther: "*",
  emphasis: "_",
  fences: true,
  listItemIndent: "one",
  rule: "-",
  handlers: { inlineCode, table },
  unsafe: [
    { character: "|", inConstruct: "phrasing" },
    { character: "~", inConstruct: "phrasing" },
  ],
};

/** GitHub-flavored Markdown without a line break at its end. */
export function printMarkdown(node: Nodes): string {
  return toMarkdown(node, OPTIONS).replace(/\n$/, "");
}

/**
 * Code in a fence that is longer than any run of backticks in it. A dollar is kept away from the fence: outside and next to it, it
 * would begin a formula.
 */
function inlineCode({ value }: InlineCode): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const isPadded = /^[`$]|[`$]$|^ .*[^ ].* $/.test(value);
  return isPadded ? `${fence} ${value} ${fence}` : `${fence}${value}${fence}`;
}

/** The library of Markdown's tables brings a parser along; the cells' escapes are those of the phrasing above. */
function table(node: Table, _parent: Parents | undefined, state: State): string {
  const exit = state.enter("phrasing");
  const rows = node.children.map(({ children }) =>
    children.map((cell) =>
      state.containerPhrasing(
        { type: "paragraph", children: cell.children },
        { ...POSITION, before: " ", after: " " },
      ),
    ),
  );
  exit();
  const [head = [], ...body] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  const columns = rows[0]?.length ?? 0;
  return [head, `|${" --- |".repeat(columns)}`, ...body].join("\n");
}

const POSITION = { now: { line: 1, column: 1 }, lineShift: 0 } as const;
