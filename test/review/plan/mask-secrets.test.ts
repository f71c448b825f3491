import assert from "node:assert/strict";
import type { Json } from "../../../review/plan/json.ts";
import { maskSecrets } from "../../../review/plan/mask-secrets.ts";
import { createMask, isMasked } from "../../../review/plan/masked.ts";

const masked = (value: Json, left?: unknown, right?: unknown): unknown =>
  JSON.parse(JSON.stringify(maskSecrets(value, left, right, createMask())));

describe("maskSecrets", () => {
  it("masks what either side of a change marks, whole or in part", () => {
    assert.deepEqual(masked({ a: 1, b: { c: "x", d: "y" } }, { a: true }, { b: { d: true } }), {
      a: "(secret)",
      b: { c: "x", d: "(secret)" },
    });
    assert.equal(masked({ a: 1 }, true), "(secret)");
  });

  it("masks the values of an environment and keeps their names", () => {
    assert.deepEqual(masked({ environment: [{ variables: { TABLE: "orders", RETRIES: 3 } }] }), {
      environment: [{ variables: { TABLE: "(secret)", RETRIES: "(secret)" } }],
    });
    assert.deepEqual(masked({ environment_variable: [{ name: "A", value: "b", type: "PLAINTEXT" }] }), {
      environment_variable: [{ name: "A", value: "(secret)", type: "PLAINTEXT" }],
    });
  });

  it("masks texts whose name says that they are secret, and no settings or ARNs", () => {
    assert.deepEqual(
      masked({
        master_password: "x",
        password_length: 12,
        secret_arn: "arn:aws:x",
        api_key_source: "HEADER",
        token: "",
      }),
      {
        master_password: "(secret)",
        password_length: 12,
        secret_arn: "arn:aws:x",
        api_key_source: "HEADER",
        token: "",
      },
    );
  });

  it("masks all texts in a block whose name says that it is secret", () => {
    assert.deepEqual(masked({ auth_parameters: [{ api_key: [{ key: "x", value: "abc" }] }] }), {
      auth_parameters: [{ api_key: [{ key: "(secret)", value: "(secret)" }] }],
    });
  });

  it("gives equal secrets the same mask and different ones different masks", () => {
    const mask = createMask();
    assert.deepEqual(mask("a"), mask("a"));
    assert.notDeepEqual(mask("a"), mask("b"));
  });

  it("takes no object of a plan for a mask", () => {
    assert.equal(isMasked({ secret: 0, toJSON: "x" }), false);
    assert.equal(isMasked(createMask()("a")), true);
  });

  it("gives back the very same object where nothing is secret", () => {
    const value = { a: [1, { b: "c" }] };
    assert.equal(maskSecrets(value, {}, undefined, createMask()), value);
  });
});
