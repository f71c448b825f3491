import assert from "node:assert/strict";
import {
  deliveredInput,
  type InputTransformer,
  type TargetInputFields,
  targetInput,
} from "../../../local/events/target-input.ts";

const EVENT = {
  id: "1",
  source: "aws.s3",
  "detail-type": "Object Created",
  resources: ["arn:one", "arn:two"],
  detail: {
    "bucket-name": "photos",
    size: 12,
    ok: true,
    nothing: null,
    name: 'a "b" \\ ü\n',
    object: { key: "cat.jpg", tags: ["x", "y"] },
    list: [{ n: 1 }, { n: 2 }],
  },
};

const RULE = { arn: "arn:rule", name: "uploads", ingestionTime: "2026-01-02T03:04:05Z" };

function fill(inputTemplate: string, inputPaths: Readonly<Record<string, string>> = {}): unknown {
  return targetInput({ inputTransformer: { inputPaths, inputTemplate } }, EVENT, RULE);
}

function textOf(target: TargetInputFields): string {
  return deliveredInput(target, EVENT, RULE).text;
}

function message(target: TargetInputFields): string {
  try {
    targetInput(target, EVENT, RULE);
  } catch (error) {
    if (error instanceof Error && error.name === "UserError") return error.message;
    throw error;
  }
  throw new Error("Nothing was refused");
}

describe("deliveredInput", () => {
  it("has as text what a target gets that takes text, a JSON string with its quotes", () => {
    assert.equal(textOf({ input: '"told"' }), '"told"');
    assert.equal(textOf({ inputPath: "$.detail.bucket-name" }), '"photos"');
    const template = (inputTemplate: string) => textOf({ inputTransformer: { inputTemplate } });
    assert.equal(template('"by <aws.events.rule-name>"'), `"by ${RULE.name}"`);
    assert.equal(template('"two"\n"lines"'), '"two"\n"lines"');
    assert.equal(textOf({}), JSON.stringify(EVENT));
  });
});

describe("the limits of an input transformer", () => {
  const refused = (inputTransformer: InputTransformer) => message({ inputTransformer });
  const at = "event rule uploads, input transformer: Expected";
  const advice = "Correct the target's input transformer.";
  const paths = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, "$.id"]));

  it("are those of EventBridge", () => {
    const inputTemplate = '"told"';
    assert.equal(
      refused({ inputTemplate, inputPaths: paths(101) }),
      `${at} at most 100 paths, but found 101. ${advice}`,
    );
    const name = "names of up to 256 letters, digits, - and _";
    assert.equal(
      refused({ inputTemplate, inputPaths: { "a.b": "$.id" } }),
      `${at} ${name}, but found "a.b". ${advice}`,
    );
    assert.equal(
      refused({ inputTemplate, inputPaths: { id: `$.${"a".repeat(255)}` } }),
      `${at} paths of at most 256 characters, but found one of 257. ${advice}`,
    );
    assert.equal(
      refused({ inputTemplate: "plain text" }),
      "event rule uploads, input template: Expected JSON, or text in quotes, but found plain text. " +
        "Put the text in quotes, those of JSON within the template. EventBridge says: Invalid InputTemplate.",
    );
    for (const template of ["[<aws.events.event.json>]", '"of <aws.events.event.json>"']) {
      assert.equal(
        refused({ inputTemplate: template }),
        "event rule uploads, input template: Expected <aws.events.event.json> in a template that is a JSON object, " +
          `but found ${template}. Put it into an object, or leave the transformer out for the event as it is.`,
      );
    }
    for (const length of [0, 8193]) {
      assert.equal(
        refused({ inputTemplate: "a".repeat(length) }),
        `${at} a template of 1 to 8192 characters, but found one of ${length}. ${advice}`,
      );
    }
  });

  it("leave room for what is at their ends", () => {
    const ends = { inputTemplate: `"${"a".repeat(8190)}"`, inputPaths: paths(100) };
    assert.equal(textOf({ inputTransformer: ends }), ends.inputTemplate);
    const named = { inputTemplate: "<AWSid>", inputPaths: { AWSid: "$.id" } };
    assert.equal(textOf({ inputTransformer: named }), JSON.stringify(EVENT.id));
  });
});

describe("targetInput", () => {
  it("hands on the whole event where the target says nothing", () => {
    assert.deepEqual(targetInput({}, EVENT, RULE), EVENT);
  });

  it("hands on a constant", () => {
    assert.deepEqual(targetInput({ input: '{"a": [1]}' }, EVENT, RULE), { a: [1] });
  });

  it("hands on the part of the event at the input path, null where there is none", () => {
    assert.deepEqual(targetInput({ inputPath: "$.detail.object" }, EVENT, RULE), EVENT.detail.object);
    assert.equal(targetInput({ inputPath: "$.resources[1]" }, EVENT, RULE), "arn:two");
    assert.equal(targetInput({ inputPath: "$.detail.bucket-name" }, EVENT, RULE), "photos");
    assert.deepEqual(targetInput({ inputPath: "$.detail.list[*].n" }, EVENT, RULE), [1, 2]);
    assert.equal(targetInput({ inputPath: "$.detail.none" }, EVENT, RULE), null);
  });

  it("inserts a value outside a string as JSON of its type", () => {
    const paths = {
      s: "$.source",
      n: "$.detail.size",
      b: "$.detail.ok",
      z: "$.detail.nothing",
      o: "$.detail.object",
    };
    assert.deepEqual(fill('{"s": <s>, "n": <n>, "b":<b>, "z": <z>, "o": <o>, "l": [<n>, <s>]}', paths), {
      s: "aws.s3",
      n: 12,
      b: true,
      z: null,
      o: { key: "cat.jpg", tags: ["x", "y"] },
      l: [12, "aws.s3"],
    });
  });

  it("inserts a value inside a string without its quotes", () => {
    const paths = { s: "$.source", n: "$.detail.size" };
    assert.deepEqual(fill('{"t": "<s> has <n>", "quoted": "\\"<s>\\""}', paths), {
      t: "aws.s3 has 12",
      quoted: '"aws.s3"',
    });
  });

  it("inserts an object without any quotes in a template that is a string, and in no other", () => {
    const paths = { o: "$.detail.object" };
    assert.equal(fill('"It is <o>"', paths), "It is {key:cat.jpg,tags:[x,y]}");
    assert.equal(
      message({ inputTransformer: { inputPaths: paths, inputTemplate: '{"t": "<o>"}' } }),
      "event rule uploads, input template: Expected a template that makes valid JSON, but found " +
        '{"t": "{"key":"cat.jpg","tags":["x","y"]}"}. ' +
        "Correct the template; objects and arrays cannot stand in a string.",
    );
  });

  it("keeps the text of a value whole inside a string, whatever characters it has", () => {
    assert.deepEqual(fill('{"t": "<<name>>"}', { name: "$.detail.name" }), { t: `<${EVENT.detail.name}>` });
  });

  it("takes a template that is a text", () => {
    const paths = { key: "$.detail.object.key", bucket: "$.detail.bucket-name" };
    assert.equal(fill('"<key> is new in \\"<bucket>\\""', paths), 'cat.jpg is new in "photos"');
  });

  it("takes a template that is one placeholder", () => {
    assert.deepEqual(fill("<object>", { object: "$.detail.object" }), EVENT.detail.object);
  });

  it("keeps a template of several lines of text as it is", () => {
    assert.equal(fill('"<s>"\n"new"', { s: "$.source" }), '"aws.s3"\n"new"');
  });

  it("puts an empty text where the event has no value at the path", () => {
    assert.deepEqual(fill('{"a": <x>, "b": "[<x>]"}', { x: "$.detail.none" }), { a: "", b: "[]" });
  });

  it("knows the reserved variables", () => {
    const { id, source, resources } = EVENT;
    const envelope = { id, source, detailType: "Object Created", resources };
    const template =
      '{"arn": <aws.events.rule-arn>, "name": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>, ' +
      '"envelope": <aws.events.event>, "whole": <aws.events.event.json>}';
    assert.deepEqual(fill(template), {
      arn: "arn:rule",
      name: "uploads",
      at: "2026-01-02T03:04:05Z",
      envelope,
      whole: EVENT,
    });
  });

  it("refuses a placeholder that has no path", () => {
    assert.equal(
      message({
        inputTransformer: { inputPaths: { key: "$.detail.object.key" }, inputTemplate: '{"k": <kye>}' },
      }),
      "event rule uploads, input template: Expected a placeholder that is one of key, aws.events.rule-arn, " +
        "aws.events.rule-name, aws.events.event.ingestion-time, aws.events.event, aws.events.event.json, " +
        'but found <kye>. Add "kye" to the input paths, or correct the template.',
    );
  });

  it("refuses a template that does not make JSON", () => {
    assert.equal(
      message({ inputTransformer: { inputPaths: { n: "$.detail.size" }, inputTemplate: '{"k": <n>' } }),
      'event rule uploads, input template: Expected a template that makes valid JSON, but found {"k": 12. ' +
        "Correct the template; objects and arrays cannot stand in a string.",
    );
  });

  it("refuses a constant that is not JSON", () => {
    assert.equal(
      message({ input: "hello" }),
      "event rule uploads, input: Expected JSON, but found hello. Correct the target's input.",
    );
  });

  it("refuses what is no path of the event", () => {
    for (const inputPath of ["detail.size", "$.detail['size']"]) {
      assert.equal(
        message({ inputPath }),
        `event rule uploads, input path: Expected a path such as "$.detail.object.key", but found "${inputPath}". ` +
          "Correct the path.",
      );
    }
  });
});
