import assert from "node:assert/strict";
import { shownValue } from "../../../review/changes/shown-value.ts";
import type { Json } from "../../../review/plan/json.ts";

const shown = (value: Json) => shownValue(value, (text) => text);

describe("shownValue", () => {
  it("shows a few words of a list", () => {
    assert.equal(shown(["x86_64"]), "x86_64");
    assert.equal(shown(["orders/read", "orders/write"]), "orders/read, orders/write");
    assert.equal(shown([]), "none");
  });

  it("shows no long list, and none with blocks, documents or nothing in it", () => {
    assert.equal(shown(Array.from({ length: 30 }, (_, index) => `subnet-${index}`)), undefined);
    assert.equal(shown(["a", { key: "b" }]), undefined);
    assert.equal(shown(["a", '{"key":"b"}']), undefined);
    assert.equal(shown(["a", ""]), undefined);
  });
});
