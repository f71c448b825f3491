import assert from "node:assert/strict";
import { checkDefinition } from "../../../local/states/check-definition.ts";

const TASK = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:print" };

function check(state: object, name = "Print"): void {
  checkDefinition({ StartAt: name, States: { [name]: { ...state, End: true } } });
}

const retry = (fields: object) => ({ ...TASK, Retry: [{ ErrorEquals: ["States.ALL"], ...fields }] });
const map = (fields: object) => ({
  Type: "Map",
  ItemProcessor: { StartAt: "One", States: { One: { Type: "Pass", End: true } } },
  ...fields,
});

const REFUSED: readonly (readonly [state: object, message: string])[] = [
  [
    { ...TASK, TimeoutSeconds: 0 },
    "TimeoutSeconds: Expected a whole number from 1 to 99999999, but found 0.",
  ],
  [
    { ...TASK, TimeoutSeconds: 1.5 },
    "TimeoutSeconds: Expected a whole number from 1 to 99999999, but found 1.5.",
  ],
  [
    { ...TASK, TimeoutSeconds: 60, HeartbeatSeconds: 60 },
    "HeartbeatSeconds: Expected less than TimeoutSeconds, which is 60, but found 60.",
  ],
  [{ Type: "Wait", Seconds: -1 }, "Seconds: Expected a whole number from 0 to 99999999, but found -1."],
  [
    { Type: "Wait", Seconds: 100_000_000 },
    "Seconds: Expected a whole number from 0 to 99999999, but found 100000000.",
  ],
  [map({ MaxConcurrency: -1 }), "MaxConcurrency: Expected a whole number of at least 0, but found -1."],
  [
    map({ ToleratedFailurePercentage: 101 }),
    "ToleratedFailurePercentage: Expected a number from 0 to 100, but found 101.",
  ],
  [
    retry({ IntervalSeconds: -1 }),
    "Retry[0].IntervalSeconds: Expected a whole number from 0 to 99999999, but found -1.",
  ],
  [
    retry({ MaxAttempts: -1 }),
    "Retry[0].MaxAttempts: Expected a whole number from 0 to 99999999, but found -1.",
  ],
  [retry({ BackoffRate: 0.5 }), "Retry[0].BackoffRate: Expected a number of at least 1, but found 0.5."],
  [
    retry({ MaxDelaySeconds: 31_622_401 }),
    "Retry[0].MaxDelaySeconds: Expected a whole number from 1 to 31622400, but found 31622401.",
  ],
  [retry({ JitterStrategy: "HALF" }), 'Retry[0].JitterStrategy: Expected FULL or NONE, but found "HALF".'],
];

describe("the limits of a definition", () => {
  for (const [state, message] of REFUSED) {
    it(`refuse ${message}`, () => {
      assert.throws(() => check(state), {
        message: `state machine definition, States.Print.${message} Correct the definition.`,
      });
    });
  }

  it("refuse a name of more than 80 characters", () => {
    check({ Type: "Pass" }, "é".repeat(80));
    assert.throws(() => check({ Type: "Pass" }, "é".repeat(81)), {
      message: /Expected a name of at most 80 characters, but found 81\./,
    });
  });

  it("take what is at their ends, and expressions", () => {
    check({ ...TASK, TimeoutSeconds: 99_999_999, HeartbeatSeconds: 99_999_998 });
    check({ Type: "Wait", Seconds: 0 });
    check({ QueryLanguage: "JSONata", Type: "Wait", Seconds: "{% $states.input.seconds %}" });
    check(map({ MaxConcurrency: 0, ToleratedFailurePercentage: 12.5 }));
    check(
      retry({
        IntervalSeconds: 1,
        MaxAttempts: 0,
        BackoffRate: 1,
        MaxDelaySeconds: 1,
        JitterStrategy: "FULL",
      }),
    );
  });
});
