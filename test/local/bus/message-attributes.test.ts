import assert from "node:assert/strict";
import { md5OfAttributes, textAttributes } from "../../../local/bus/message-attributes.ts";

describe("the digest of a message's attributes", () => {
  it("is none without attributes", () => {
    assert.equal(md5OfAttributes({}), undefined);
  });

  it("is that of names, types and values, each with its length", () => {
    // Calculated with md5sum of 00000005 "color" 00000006 "String" 01 00000003 "red".
    assert.equal(md5OfAttributes(textAttributes({ color: "red" })), "20ca9041878c8c65d5a4bf6eaf446c21");
  });

  it("does not depend on the order of the attributes", () => {
    const a = { DataType: "Number", StringValue: "7" };
    const b = { DataType: "Binary", BinaryValue: "AQID" };
    assert.equal(md5OfAttributes({ a, b }), md5OfAttributes({ b, a }));
    assert.notEqual(md5OfAttributes({ a, b }), md5OfAttributes({ a: b, b: a }));
  });
});
