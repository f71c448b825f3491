import type { Block, Diagram, Entry, Inline, Page, Section } from "../../../review/page/document.ts";

/** What somebody could name a resource, or write into a policy, to forge a part of the page. */
export const HOSTILE_TEXTS: readonly string[] = [
  "# Approved",
  "\n# Approved\n",
  "\r\n\r\n## Nothing to see",
  "Approved\n===",
  "> [!NOTE]\n> all is well",
  "> quoted",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "a | b \\| c \\\\| d",
  "`",
  "``` \n",
  "```math\nx\n```",
  "`` ` ``",
  "~~~",
  "~~gone~~ ~gone~",
  "**bold** __bold__ *it* _it_",
  "* item",
  "- item",
  "+ item",
  "1. item",
  "2) item",
  "- [x] done",
  "[ ] open",
  "---",
  "***",
  "    indented",
  "\tindented",
  " leading and trailing ",
  "<b>bold</b>",
  "<script>alert(1)</script>",
  "<!-- hidden",
  "-->",
  "</details>",
  "</summary></details>",
  "<details open><summary>x",
  "<![CDATA[ x ]]>",
  "<?php ?>",
  "<!DOCTYPE html>",
  "<img src=x onerror=alert(1)>",
  "</style><script>",
  "&lt;b&gt; &amp;lt; &#35; &NewLine; &colon;",
  "@octocat",
  "@org/team-name",
  "(@octocat)",
  "\\@octocat",
  "me@example.com",
  "mailto:me@example.com",
  "xmpp:me@example.com/x",
  "#123",
  "octo/repo#123",
  "GH-1 gh-22",
  "JIRA-77",
  "CVE-2026-1234 GHSA-jfh8-c2jp-5v3q",
  "a5c3785ed8d6a35868bc169f07e40e889087fd2e",
  "octo@a5c3785ed8d6a35868bc169f07e40e889087fd2e",
  "0123abc",
  "https://example.com/?q=1#x",
  "ftp://example.com http://a.b",
  "www.example.com WWW.example.com",
  "<https://example.com>",
  "<me@example.com>",
  "[text](https://example.com)",
  "![img](https://example.com/x.png)",
  "[ref]: https://example.com",
  "[ref] [ref][] ![ref]",
  "[^1] and [^1]: note",
  ":tada: :+1:",
  "$x$ and $$y$$ and $`z`$",
  "\\(x\\) \\[y\\]",
  "trailing backslash \\",
  "trailing spaces  ",
  "\u001b[2J\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007",
  "\u009b31m red \u0008\u0008\u0008 \u0007",
  "cat\u202egpj.exe \u2066x\u2069",
  "zero\u200bwidth\u200d\ufeff\u00ad",
  "tags\u{e0041}\u{e0042}",
  "half \ud800 and \udc00",
  "nul \u0000 \ufffe",
  "a\u0300\u0301\u0302\u0303\u0304\u0305",
  "\u0301",
  "nbsp\u00a0em\u2003ideographic\u3000",
  "line\u2028paragraph\u2029",
  "猫の写真 👍 ⚠️ über",
  "%%{init: {}}%% click n0 end",
  'end\n  n0["x"] --> n1',
  "a:::added #quot; #35; ﬂ°°35¶ß",
  '"`markdown`"',
  'quoted "text"',
  "x".repeat(60),
  "",
  " ",
];

/** Pages that depend on the seed only. */
export function hostilePage(seed: number): Page {
  return pageOf(randomFrom(seed));
}

type Random = (below: number) => number;

function pageOf(random: Random): Page {
  return {
    title: text(random),
    notes: some(random, 3, () => inline(random)),
    sections: some(
      random,
      4,
      (): Section => ({
        title: text(random),
        entries: some(
          random,
          4,
          (): Entry => ({ head: inline(random), blocks: some(random, 3, () => block(random, 2)) }),
        ),
        noun: ["thing", "things"],
        folded: random(2) === 0,
        weight: random(10),
      }),
    ),
  };
}

function block(random: Random, depth: number): Block {
  switch (random(depth > 0 ? 6 : 4)) {
    case 0:
      return { kind: "paragraph", text: inline(random) };
    case 1:
      return { kind: "list", items: some(random, 4, () => inline(random)) };
    case 2: {
      const columns = 1 + random(3);
      const row = () => Array.from({ length: columns }, () => inline(random));
      return {
        kind: "table",
        head: Array.from({ length: columns }, () => text(random)),
        rows: some(random, 3, row),
      };
    }
    case 3:
      return { kind: "source", language: random(2) === 0 ? "json" : "text", text: text(random) };
    case 4:
      return { kind: "diagram", diagram: hostileDiagram(random) };
    default:
      return {
        kind: "details",
        summary: inline(random),
        blocks: some(random, 3, () => block(random, depth - 1)),
      };
  }
}

function hostileDiagram(random: Random): Diagram {
  const marks = ["same", "added", "removed", "changed", "rerouted"] as const;
  const shapes = ["start", "end", "state", "choice"] as const;
  const group = () => (random(2) === 0 ? {} : { group: "g" });
  const nodes = Array.from({ length: 1 + random(4) }, (_, index) => ({
    id: `${index} ${text(random)}`,
    label: text(random),
    mark: one(random, marks),
    shape: one(random, shapes),
    ...group(),
  }));
  return {
    nodes,
    edges: some(random, 5, () => ({
      from: one(random, nodes).id,
      to: random(4) === 0 ? "g" : one(random, nodes).id,
      label: text(random),
      mark: one(random, marks.slice(0, 3) as readonly ("same" | "added" | "removed")[]),
    })),
    groups: [{ id: "g", label: text(random), mark: one(random, marks) }],
  };
}

function inline(random: Random): Inline {
  return some(random, 4, () => {
    const value = text(random);
    return one(random, [value, value, { code: value }, { strong: value }]);
  });
}

function text(random: Random): string {
  const parts = Array.from({ length: 1 + random(3) }, () => one(random, HOSTILE_TEXTS));
  return parts.join(one(random, ["", " "]));
}

function some<One>(random: Random, most: number, make: () => One): readonly One[] {
  return Array.from({ length: random(most + 1) }, make);
}

function one<One>(random: Random, all: readonly One[]): One {
  return all[random(all.length)] as One;
}

/** The generator of Lehmer, as "Random number generators: good ones are hard to find" (Park, Miller) gives it. */
function randomFrom(seed: number): Random {
  let state = (seed * 7919 + 1) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
