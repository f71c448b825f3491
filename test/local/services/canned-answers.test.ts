import assert from "node:assert/strict";
import { cannedResult, readCannedAnswers } from "../../../local/services/canned-answers.ts";

const ADVICE = 'Write it such as { "rekognition:detectLabels": { "result": { "Labels": [] } } }.';

describe("canned answers", () => {
  it("are results and failures", () => {
    const answers = readCannedAnswers(
      '{"a:b":{"result":null},"c:d":{"error":"Busy","cause":"Later."}}',
      "f.json",
    );
    assert.deepEqual(answers, { "a:b": { result: null }, "c:d": { error: "Busy", cause: "Later." } });
    assert.equal(cannedResult({ result: 7 }), 7);
    assert.throws(() => cannedResult({ error: "Busy", cause: "Later." }), {
      name: "StatesError",
      error: "Busy",
      cause: "Later.",
    });
  });

  const refused = [
    ["[]", 'f.json: Expected an object of answers by "service:operation", but found array'],
    ['{"a:b":1}', 'f.json: "a:b": Expected an object with "result" or "error", but found number'],
    [
      '{"a:b":{"reslt":1}}',
      'f.json: "a:b": Expected "result" alone, or "error" and perhaps "cause", but found reslt',
    ],
    [
      '{"a:b":{}}',
      'f.json: "a:b": Expected "result" alone, or "error" and perhaps "cause", but found nothing',
    ],
    [
      '{"a:b":{"result":1,"error":"x"}}',
      'f.json: "a:b": Expected "result" alone, or "error" and perhaps "cause", but found result, error',
    ],
    ['{"a:b":{"error":1}}', 'f.json: "a:b".error: Expected a text, but found number'],
  ] as const;
  for (const [text, message] of refused) {
    it(`refuse ${text}`, () => {
      assert.throws(() => readCannedAnswers(text, "f.json"), {
        name: "UserError",
        message: `${message}. ${ADVICE}`,
      });
    });
  }

  it("refuse what is not JSON", () => {
    assert.throws(() => readCannedAnswers("{", "f.json"), {
      name: "UserError",
      message: /^f\.json: Expected JSON, but found /,
    });
  });
});
