import assert from "node:assert/strict";
import { targetInput } from "../../../local/events/target-input.ts";
import { inputPath, transform } from "../../../modules/event-pattern/input-transformer.ts";

const RULE = {
  arn: "arn:aws:events:eu-west-1:123456789012:rule/every",
  name: "every",
  ingestionTime: "2026-01-01T00:00:00Z",
};

const PATHS = { key: "$.detail.key", size: "$.detail.size" };

/** What is refused, and how. */
const REFUSED: readonly (readonly [string, () => unknown, string])[] = [
  [
    "a name with a dot",
    () => transform({ "aws.events.event": "$.id" }, (event) => event),
    'a name of letters, digits, - and _ that does not start with AWS, but found "aws.events.event". Rename the path.',
  ],
  [
    "more paths than EventBridge takes",
    () => transform(Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, "$.id"])), () => 1),
    "at most 100 paths, EventBridge's limit, but found 101. Shape the input in the target.",
  ],
  [
    "a path that is too long",
    () => inputPath(`$.${"a".repeat(255)}`),
    "a JSON path of at most 256 characters for the input, EventBridge's limit, but found one of 257. " +
      "Take a value nearer to the root, and the rest of it in the target.",
  ],
  [
    "a template that is too long",
    () => transform(PATHS, ({ key }) => ({ key, text: "a".repeat(8192) })),
    "a template of at most 8192 characters, EventBridge's limit, but found one of 8215. Shape the input in the target.",
  ],
  [
    "a path that does not begin at the event",
    () => transform({ id: "detail.id" }, ({ id }) => id),
    'a JSON path for "id", such as $.detail, but found "detail.id". Start it with `$.`, and join field names with dots.',
  ],
  [
    "a path that ends in a dot",
    () => transform({ id: "$.detail." }, ({ id }) => id),
    'a JSON path for "id", such as $.detail, but found "$.detail.". Start it with `$.`, and join field names with dots.',
  ],
  [
    "a part of the event that is no path",
    () => inputPath("$.detail[?(@.a)]"),
    'a JSON path for the input, such as $.detail, but found "$.detail[?(@.a)]". ' +
      "Start it with `$.`, and join field names with dots.",
  ],
  [
    "a value that was changed",
    () => transform(PATHS, ({ key }) => key.toUpperCase()),
    'values of the event as they are, but found "<KEY>". Only the target can take a value apart or change it.',
  ],
  [
    "a part of a value",
    () => transform(PATHS, ({ key }) => key.slice(0, 2)),
    'values of the event as they are, but found "<k". Only the target can take a value apart or change it.',
  ],
  [
    "a value as a field's name",
    () => transform(PATHS, ({ key }) => ({ [key]: 1 })),
    "values of the event in values only, but found one as a field's name. Give the field a fixed name.",
  ],
  [
    "a text that EventBridge would take for a placeholder",
    () => transform(PATHS, ({ key }) => `<b>${key}</b>`),
    "no text in the form of a placeholder, but found <b>. Name its path, and take the value from the event.",
  ],
  [
    "no template",
    () => transform(PATHS, () => undefined),
    "a template that is JSON, but found undefined. Return a value from it.",
  ],
];

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
    assert.equal(template(transform(PATHS, () => "?")), '"?"');
  });

  it("takes names with - and _, paths into lists, quotes around a value, and what EventBridge knows itself", () => {
    const paths = { "version-id": "$.detail.object.version-id", first_tag: "$.detail.tags[0].name" };
    const input = transform(paths, (event) => ({
      version: event["version-id"],
      both: `"${event["version-id"]}" ${event.first_tag}`,
      rule: "<aws.events.rule-name>",
    }));
    assert.deepEqual(input, {
      paths,
      template:
        '{"version":<version-id>,"both":"\\"<version-id>\\" <first_tag>","rule":"<aws.events.rule-name>"}',
    });
  });

  for (const [what, shape, message] of REFUSED) {
    it(`is refused with ${what}`, () => {
      assert.throws(shape, { name: "UserError", message: `input transformer: Expected ${message}` });
    });
  }
});

function template(input: ReturnType<typeof transform>): string {
  assert.ok("template" in input);
  return input.template;
}
