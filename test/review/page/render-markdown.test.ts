import assert from "node:assert/strict";
import { isGithubWord } from "../../../review/page/markdown/github-words.ts";
import { renderMarkdown } from "../../../review/page/render-markdown.ts";
import { HOSTILE_TEXTS, hostilePage } from "./hostile-pages.ts";
import { htmlOutline } from "./html-outline.ts";
import { markdownToHtml } from "./markdown-to-html.ts";
import { pageOf, pageOfEntries } from "./page-of.ts";
import { pageOutline } from "./page-outline.ts";

const UNLIMITED = { maxCharacters: Number.MAX_SAFE_INTEGER };

describe("a page as Markdown", () => {
  it("has a title, notes, sections and lists of entries", () => {
    const page = {
      title: "Plan review",
      notes: [["Destroys ", { code: "aws_s3_bucket.b" }]],
      sections: [
        {
          title: "Decide",
          noun: ["decision", "decisions"] as const,
          folded: false,
          weight: 0,
          entries: [
            {
              head: [{ strong: "All" }, " is lost"],
              blocks: [{ kind: "paragraph" as const, text: ["For good."] }],
            },
            { head: ["Nothing else"], blocks: [] },
          ],
        },
        {
          title: "Tags",
          noun: ["resource", "resources"] as const,
          folded: true,
          weight: 9,
          entries: [{ head: [{ code: "aws_sqs_queue.q" }], blocks: [] }],
        },
      ],
    };
    assert.equal(
      renderMarkdown(page),
      [
        "# Plan review",
        "",
        "Destroys `aws_s3_bucket.b`",
        "",
        "## Decide",
        "",
        "- **All** is lost",
        "",
        "  For good.",
        "",
        "- Nothing else",
        "",
        "<details>",
        "<summary><strong>Tags</strong> (1 resource)</summary>",
        "",
        "- `aws_sqs_queue.q`",
        "",
        "</details>",
        "",
      ].join("\n"),
    );
  });

  it("has tables, sources and details in an entry", () => {
    const text = renderMarkdown(
      pageOf(
        { kind: "table", head: ["Before", "After"], rows: [[[{ code: "a|b" }], ["c | d"]], [["e"]]] },
        {
          kind: "details",
          summary: ["An ", { code: "<event>" }],
          blocks: [{ kind: "source", language: "json", text: "{\n}" }],
        },
      ),
    );
    assert.equal(
      text.split("- Entry\n\n")[1],
      [
        "  | Before | After |",
        "  | --- | --- |",
        "  | `a`\\|`b` | c \\| d |",
        "  | e |  |",
        "",
        "  <details>",
        "  <summary>An <code>&lt;event&gt;</code></summary>",
        "",
        "  ```json",
        "  {",
        "  }",
        "  ```",
        "",
        "  </details>",
        "",
      ].join("\n"),
    );
  });

  it("makes code of what GitHub would link, notify of, draw or calculate", () => {
    const text = "Ask @octocat about #1 in GH-2, 0123abc, www.a.b, :tada: and $x$ now";
    assert.ok(
      renderMarkdown(pageOfEntries([{ head: [text], blocks: [] }])).endsWith(
        "- Ask `@octocat` about `#1` in `GH-2,` `0123abc,` `www.a.b,` `:tada:` and ` $x$ ` now\n",
      ),
    );
  });

  it("cuts the middle out of a long name, and keeps what is said about it", () => {
    const head = [{ code: `${"a".repeat(400)}z` }, " is public"];
    assert.ok(
      renderMarkdown(pageOfEntries([{ head, blocks: [] }])).endsWith(
        `- \`${"a".repeat(149)}…${"a".repeat(148)}z\` is public\n`,
      ),
    );
  });

  for (const text of HOSTILE_TEXTS) {
    it(`is not forged by ${JSON.stringify(text.slice(0, 60))}`, () => {
      const pieces = [
        [text],
        [{ code: text }],
        [{ strong: text }],
        ["a", text, "b"],
        [text, { code: "c" }, text],
      ];
      const page = {
        ...pageOf(
          ...pieces.map((piece) => ({ kind: "paragraph" as const, text: piece })),
          { kind: "list", items: pieces },
          { kind: "table", head: [text], rows: pieces.map((piece) => [piece]) },
          { kind: "source", language: "text", text },
          { kind: "details", summary: [text], blocks: [{ kind: "paragraph", text: [text] }] },
        ),
        title: text,
        notes: pieces,
      };
      assert.deepEqual(htmlOutline(markdownToHtml(renderMarkdown(page, UNLIMITED))), pageOutline(page));
    });
  }

  it("says what the page says, whatever stands in it", () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const page = hostilePage(seed);
      const outline = htmlOutline(markdownToHtml(renderMarkdown(page, UNLIMITED)));
      assert.deepEqual(outline, pageOutline(page), `seed ${seed}`);
    }
  });

  it("leaves no word outside of code that GitHub takes for more than text", () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const html = markdownToHtml(renderMarkdown(hostilePage(seed), UNLIMITED));
      const outside = html.replace(/<code[^>]*>.*?<\/code>/gs, "\n").replace(/<[^>]*>/g, "\n");
      const text = outside.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
      assert.deepEqual(text.split(/\s+/).filter(isGithubWord), [], `seed ${seed}`);
    }
  });
});
