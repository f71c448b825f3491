import assert from "node:assert/strict";
import { parseXml } from "../../../local/object-store/parse-xml.ts";

describe("parseXml", () => {
  it("reads elements, text, entities and CDATA, and skips attributes, comments and the declaration", () => {
    const document = `<?xml version="1.0"?>
      <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><!-- two -->
        <Key>a &amp; &lt;b&gt; &#233;&#x1F408;</Key><Key><![CDATA[<c>]]></Key><Quiet/></Delete>`;
    const { name, children } = parseXml(document);
    assert.equal(name, "Delete");
    assert.deepEqual(
      children.map((child) => [child.name, child.text]),
      [
        ["Key", "a & <b> é🐈"],
        ["Key", "<c>"],
        ["Quiet", ""],
      ],
    );
  });

  it("keeps the spaces of a text", () => {
    assert.equal(parseXml("<Key> a  b </Key>").text, " a  b ");
  });

  for (const document of [
    "",
    "text",
    "<a>",
    "<a></b>",
    "</a>",
    "<a></a><b></b>",
    "<a></a>text",
    "<a b=c></a>",
    "<a>&unknown;</a>",
    "<a>&</a>",
    "<a>&#x110000;</a>",
    "<a>&constructor;</a>",
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
  ]) {
    it(`refuses ${JSON.stringify(document)}`, () => {
      assert.throws(() => parseXml(document), { code: "MalformedXML" });
    });
  }
});
