import assert from "node:assert/strict";
import { targetInput } from "../../../local/events/target-input.ts";
import { inputPath, transform } from "../../../modules/event-pattern/input-transformer.ts";

const RULE = {
  arn: "arn:aws:events:eu-west-1:123456789012:rule/every",
  name: "every",
  ingestionTime: "2026-01-01T00:00:00Z",
};

const PATHS = { key: "$.detail.key", size: "$.detail.size" };

describe("the input of a target", () => {
  it("is a part of the event", () => {
    assert.deepEqual(inputPath("$.detail"), { path: "$.detail" });
  });

  it("is shaped from values, which keep their type where they stand alone and are text inside a text", () => {
    const input = transform(PATHS, ({ key, size }) => ({
      photo: { key, sizes: [size] },
      text: `${key} has ${size} bytes`,
      constant: true,
    }));
    assert.deepEqual(input, {
      paths: PATHS,
      template: '{"photo":{"key":<key>,"sizes":[<size>]},"text":"<key> has <size> bytes","constant":true}',
    });
    const event = { detail: { key: 'a "cat".jpg', size: 100 } };
    const inputTransformer = { inputPaths: PATHS, inputTemplate: template(input) };
    assert.deepEqual(targetInput({ inputTransformer }, event, RULE), {
      photo: { key: 'a "cat".jpg', sizes: [100] },
      text: 'a "cat".jpg has 100 bytes',
      constant: true,
    });
  });

  it("may be one value alone, or a text", () => {
    assert.equal(template(transform(PATHS, ({ key }) => key)), "<key>");
    assert.equal(template(transform(PATHS, ({ key }) => `Got ${key}`)), '"Got <key>"');
  });
});

function template(input: ReturnType<typeof transform>): string {
  assert.ok("template" in input);
  return input.template;
}
