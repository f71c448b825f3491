import assert from "node:assert/strict";
import { z } from "zod";
import { checked } from "../../modules/checked.ts";

const schema = z.strictObject({
  size: z.int().min(1).max(10).default(5),
  formats: z.array(z.enum(["jpeg", "webp"])).optional(),
  name: z
    .string()
    .regex(/^[a-z]+$/, "lower case letters")
    .optional(),
});

describe("a value with a schema", () => {
  it("gets its defaults", () => {
    assert.deepEqual(checked(schema, { formats: ["webp"] }, "parameters"), { size: 5, formats: ["webp"] });
  });

  const wrong: readonly (readonly [unknown, string])[] = [
    [{ size: 0 }, "parameters.size: Expected number to be >=1, but found 0. Correct the value."],
    [{ size: 11 }, "parameters.size: Expected number to be <=10, but found 11. Correct the value."],
    [{ size: 1.5 }, "parameters.size: Expected int, but found 1.5. Correct the value."],
    [{ size: "5" }, 'parameters.size: Expected number, but found "5". Correct the value.'],
    [
      { formats: ["webp", "bmp"] },
      'parameters.formats[1]: Expected one of "jpeg"|"webp", but found "bmp". Correct the value.',
    ],
    [{ name: "A" }, 'parameters.name: Expected lower case letters, but found "A". Correct the value.'],
    [{ sizes: 1 }, 'parameters: Expected only keys that are known, but found "sizes". Correct the value.'],
    [undefined, "parameters: Expected object, but found nothing. Correct the value."],
  ];
  for (const [value, message] of wrong) {
    it(`is refused: ${JSON.stringify(value)}`, () => {
      assert.throws(() => checked(schema, value, "parameters"), { name: "UserError", message });
    });
  }

  it("is refused for the first of several problems", () => {
    assert.throws(() => checked(schema, { size: 0, formats: [1] }, "parameters"), {
      message: "parameters.size: Expected number to be >=1, but found 0. Correct the value.",
    });
  });
});
