import assert from "node:assert/strict";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Diagram } from "../../../review/page/document.ts";
import { diagramLayout } from "../../../review/page/html/diagram-layout.ts";
import { diagramSvg } from "../../../review/page/html/diagram-svg.ts";
import { labelSize } from "../../../review/page/html/label-size.ts";
import { contains } from "../../../review/page/html/rectangle.ts";
import { renderHtml } from "../../../review/page/render-html.ts";
import { HOSTILE_TEXTS, hostilePage } from "./hostile-pages.ts";
import { pageOf } from "./page-of.ts";

type Element = DefaultTreeAdapterTypes.Element;

const ELEMENTS =
  "body code desc details div figcaption figure g h1 h2 head html li main meta p path polygon pre rect span strong style summary svg table tbody td text th thead title tr ul";
const ATTRIBUTES =
  "charset class content d height http-equiv lang name open points role rx scope viewBox width x y";

const DIAGRAM: Diagram = {
  nodes: [
    { id: "a", label: "Start", mark: "same", shape: "start" },
    { id: "b", label: "Crop", mark: "added", shape: "state", group: "inner" },
    { id: "c", label: "Save", mark: "same", shape: "state", group: "inner" },
    { id: "d", label: "End", mark: "same", shape: "end" },
  ],
  edges: [
    { from: "a", to: "outer", label: "", mark: "same" },
    { from: "b", to: "c", label: "next", mark: "added" },
    { from: "c", to: "c", label: "", mark: "same" },
    { from: "outer", to: "d", label: "", mark: "removed" },
  ],
  groups: [
    { id: "inner", label: "Inner", mark: "same", group: "outer" },
    { id: "outer", label: "Outer", mark: "same" },
  ],
};

describe("a page as HTML", () => {
  it("loads and runs nothing", () => {
    const all = elementsOf(renderHtml(pageOf({ kind: "diagram", diagram: DIAGRAM })));
    const policy = all.find(({ attrs }) => attrs.some(({ value }) => value === "Content-Security-Policy"));
    assert.equal(
      policy?.attrs.find(({ name }) => name === "content")?.value,
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
  });

  it("has no element, attribute or text of its own making, whatever stands in it", () => {
    const [elements, attributes] = [new Set(ELEMENTS.split(" ")), new Set(ATTRIBUTES.split(" "))];
    for (let seed = 0; seed < 200; seed += 1) {
      const page = hostilePage(seed);
      const all = elementsOf(renderHtml(page));
      assert.deepEqual(
        all.map(({ tagName }) => tagName).filter((name) => !elements.has(name)),
        [],
        `seed ${seed}`,
      );
      const names = all.flatMap(({ attrs }) => attrs.map(({ name }) => name));
      assert.deepEqual(
        names.filter((name) => !attributes.has(name)),
        [],
        `seed ${seed}`,
      );
      assert.equal(all.filter(({ tagName }) => tagName === "h2").length, page.sections.length);
      const entries = page.sections.flatMap((section) => section.entries);
      const items = all.filter(
        ({ parentNode }) => (parentNode as Element).parentNode?.nodeName === "details",
      );
      assert.ok(items.filter(({ tagName }) => tagName === "li").length >= entries.length);
    }
  });

  for (const text of HOSTILE_TEXTS.filter((one) => /[<&]/.test(one))) {
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      const page = pageOf(
        { kind: "paragraph", text: [{ code: text }] },
        { kind: "source", language: "text", text },
        { kind: "table", head: [text], rows: [[[{ strong: text }]]] },
      );
      const shown = elementsOf(renderHtml(page)).filter(({ tagName }) => /^(code|th|strong)$/.test(tagName));
      assert.deepEqual(shown.map(textOf), [text, text, text, text]);
    });
  }
});

describe("a drawn diagram", () => {
  const { nodes, groups, edges, width, height } = diagramLayout(DIAGRAM);

  it("goes from top to bottom", () => {
    const rows = nodes.map(({ y }) => y);
    assert.deepEqual(
      rows,
      rows.toSorted((a, b) => a - b),
    );
  });

  it("lies within its size, states in their groups", () => {
    const picture = { x: width / 2, y: height / 2, width, height };
    for (const one of [...nodes, ...groups]) assert.ok(contains(picture, one));
    for (const group of groups) {
      assert.deepEqual(
        nodes.filter((node) => contains(group, node)).map(({ node }) => node.label),
        ["Crop", "Save"],
      );
    }
  });

  it("has edges that end at the borders of groups", () => {
    const [, inner] = groups;
    const outer = groups.find(({ group }) => group.id === "outer");
    const [into, , , outOf] = edges;
    assert.ok(outer !== undefined && inner !== undefined);
    assert.equal(into?.points.at(-1)?.y, outer.y - outer.height / 2);
    assert.equal(outOf?.points[0]?.y, outer.y + outer.height / 2);
  });

  it("has groups with room for their labels", () => {
    const label = "a label that is wider than the state in its group";
    const laid = diagramLayout({
      nodes: [{ id: "one", label: "A", mark: "same", shape: "state", group: "wide" }],
      edges: [],
      groups: [{ id: "wide", label, mark: "same" }],
    });
    const [group] = laid.groups;
    assert.ok(group !== undefined && group.width >= labelSize(label, "same", "group").width);
    assert.ok(laid.width >= group.width);
  });

  it("is fitted into the page unless it is too wide to be read then", () => {
    const row = (count: number) =>
      diagramSvg({
        nodes: Array.from({ length: count }, (_, index) => ({
          id: String(index),
          label: "a state",
          mark: "same",
          shape: "state",
        })),
        edges: [],
        groups: [],
      });
    assert.doesNotMatch(row(5), /class="wide"/);
    assert.match(row(50), /<svg role="img" class="wide" /);
  });

  it("can be drawn with any ids, labels and groups", () => {
    const labels = ["__proto__", "constructor", "", "\u0000"];
    const all = labels.map((id) => ({ id, label: id, mark: "same", shape: "state", group: id }) as const);
    const laid = diagramLayout({
      nodes: all,
      edges: labels.map((to) => ({ from: "", to, label: "", mark: "same" })),
      groups: [{ id: "__proto__x", label: "", mark: "same", group: "__proto__x" }],
    });
    assert.equal(laid.nodes.length, 4);
    assert.equal(laid.edges.length, 4);
  });
});

function elementsOf(html: string): readonly Element[] {
  const below = (node: DefaultTreeAdapterTypes.Node): readonly Element[] =>
    "childNodes" in node
      ? node.childNodes.flatMap((child) => ("tagName" in child ? [child, ...below(child)] : below(child)))
      : [];
  return below(parse(html));
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
