import assert from "node:assert/strict";
import type { Entry, Page, Section } from "../../../review/page/document.ts";
import { renderMarkdown } from "../../../review/page/render-markdown.ts";
import { hostilePage } from "./hostile-pages.ts";

const LIMIT = 65_536;

describe("a page that is too long for a comment", () => {
  it("counts the last entries of what weighs most, and says so", () => {
    const page = pageOf(section("Decide", 0, 20, 100), section("Tags", 9, 298, 1_000));
    const text = renderMarkdown(page, { maxCharacters: 5_000 });
    assert.ok(
      Buffer.byteLength(text) <= 5_000 && Buffer.byteLength(text) > 4_600,
      `${Buffer.byteLength(text)} bytes`,
    );
    const [, , shortened] = text.split("\n");
    assert.equal(
      shortened,
      "Shortened to fit: 109 Tags entries are without details; 189 Tags entries are counted only.",
    );
    assert.deepEqual(headsOf(text, "Decide"), 20);
    assert.ok(text.endsWith("\n\n… and 189 more Tags entries, not shown\n"));
  });

  it("keeps the details of the first entries where not all have room", () => {
    const text = renderMarkdown(pageOf(section("Decide", 0, 100, 1_000)));
    assert.equal(text.split("\n")[2], "Shortened to fit: 38 Decide entries are without details.");
    assert.ok(Buffer.byteLength(text) > LIMIT - 1_100);
    assert.ok(text.indexOf("Decide 61 ") < text.lastIndexOf("x".repeat(1_000)));
    assert.ok(text.indexOf("Decide 62 ") > text.lastIndexOf("x".repeat(1_000)));
  });

  it("leaves out one entry that is too large, not those after it", () => {
    const { entries, ...rest } = section("Decide", 0, 10, 1_000);
    const huge: Entry = {
      head: ["Huge"],
      blocks: [{ kind: "source", language: "text", text: "y".repeat(70_000) }],
    };
    const text = renderMarkdown(pageOf({ ...rest, entries: [huge, ...entries] }));
    assert.equal(text.split("\n")[2], "Shortened to fit: 1 Decide entry is without details.");
    assert.equal(text.split("x".repeat(1_000)).length - 1, 10);
  });

  it("is whole if it just fits", () => {
    const page = pageOf(section("Decide", 0, 10, 1_000));
    const size = Buffer.byteLength(renderMarkdown(page));
    assert.equal(renderMarkdown(page, { maxCharacters: size }), renderMarkdown(page));
    assert.match(renderMarkdown(page, { maxCharacters: size - 1 }), /^Shortened to fit: /m);
  });

  it("stays under the limit in bytes, whatever stands in it", () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const pages = Array.from({ length: 10 }, (_, index) => hostilePage(seed * 10 + index));
      const page = { ...hostilePage(seed), sections: pages.flatMap(({ sections }) => sections) };
      const text = renderMarkdown(page, { maxCharacters: 4_000 + seed * 50 });
      assert.ok(Buffer.byteLength(text) <= 4_000 + seed * 50, `seed ${seed}`);
    }
  });

  it("names what it can where not even the counts have room", () => {
    const sections = Array.from({ length: 3_000 }, (_, index) => section(`Section ${index}`, 0, 1, 10));
    const notes = Array.from({ length: 10 }, () => ["n".repeat(250)]);
    const text = renderMarkdown({ title: "t".repeat(10_000), notes, sections });
    assert.ok(Buffer.byteLength(text) <= LIMIT && Buffer.byteLength(text) > LIMIT - 200);
    assert.match(text, /\n\n… and \d+ more notes and sections, not shown\n$/);
  });

  it("takes ten thousand entries, the same way each time", () => {
    const page = pageOf(
      section("Decide", 0, 20, 100),
      section("Functions", 3, 10_000, 300),
      section("Tags", 9, 10_000, 0),
    );
    const text = renderMarkdown(page);
    assert.equal(renderMarkdown(page), text);
    assert.ok(Buffer.byteLength(text) <= LIMIT && Buffer.byteLength(text) > LIMIT - 300);
    assert.ok(text.endsWith("\n\n10,000 Tags entries, not shown\n"));
  });

  it("has room for a title and for what was shortened, or is refused", () => {
    assert.throws(
      () => renderMarkdown(pageOf(), { maxCharacters: 3_999 }),
      new RangeError("maxCharacters is 3999, and must be at least 4000"),
    );
  });
});

function pageOf(...sections: readonly Section[]): Page {
  return { title: "Page", notes: [], sections };
}

function section(title: string, weight: number, count: number, detail: number): Section {
  const entries = Array.from(
    { length: count },
    (_, index): Entry => ({
      head: [`${title} ${index} `, { code: "changes" }],
      blocks: detail === 0 ? [] : [{ kind: "paragraph", text: ["x".repeat(detail)] }],
    }),
  );
  return { title, weight, entries, noun: [`${title} entry`, `${title} entries`], folded: false };
}

function headsOf(text: string, title: string): number {
  return text.split("\n").filter((line) => line.startsWith(`- ${title} `)).length;
}
