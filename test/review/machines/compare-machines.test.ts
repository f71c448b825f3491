import assert from "node:assert/strict";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import type { Json, JsonObject } from "../../../review/plan/json.ts";

const INVOKE = "arn:aws:states:::lambda:invoke";
const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:";

const PREPARE: JsonObject = {
  Type: "Task",
  Resource: INVOKE,
  Parameters: { FunctionName: `${ARN}prepare:live`, "Payload.$": "$" },
  TimeoutSeconds: 30,
  Retry: [
    { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 2 },
    { ErrorEquals: ["Throttled", "Busy"], MaxAttempts: 5 },
  ],
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Reject" }],
  Next: "IsValid",
};

const IS_VALID: JsonObject = {
  Type: "Choice",
  Choices: [
    { Variable: "$.valid", BooleanEquals: true, Next: "Crop" },
    { Variable: "$.total", NumericGreaterThan: 100, Next: "Publish" },
  ],
  Default: "Reject",
};

const STATES = {
  Prepare: PREPARE,
  IsValid: IS_VALID,
  Crop: { Type: "Task", Resource: `${ARN}crop`, Parameters: { width: 100, mode: "fit" }, Next: "Publish" },
  Publish: { Type: "Task", Resource: "arn:aws:states:::events:putEvents", Next: "Done" },
  Reject: { Type: "Fail", Error: "Rejected" },
  Done: { Type: "Succeed" },
} satisfies JsonObject;

const MACHINE: JsonObject = { StartAt: "Prepare", TimeoutSeconds: 900, States: STATES };

const machine = (states: JsonObject, fields: JsonObject = {}): JsonObject => ({
  ...MACHINE,
  ...fields,
  States: { ...STATES, ...states },
});

const without = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** What is said, each line with its kind. */
function said(before: Json | undefined, after: Json | undefined): readonly string[] {
  return compareMachines(before, after).changes.map(({ kind, text }) => `${kind}: ${text}`);
}

const retry = (...rows: readonly JsonObject[]): JsonObject =>
  machine({ Prepare: { ...PREPARE, Retry: rows } });
const [FAILED = {}, BUSY = {}] = PREPARE.Retry as readonly JsonObject[];
const rules = (...rows: readonly JsonObject[]): JsonObject =>
  machine({ IsValid: { ...IS_VALID, Choices: rows } });
const [VALID = {}, LARGE = {}] = IS_VALID.Choices as readonly JsonObject[];
const crop = (fields: JsonObject): JsonObject => machine({ Crop: { ...STATES.Crop, ...fields } });

/** A change of `MACHINE` and all that is said of it. */
const TABLE: Readonly<Record<string, readonly [after: JsonObject, words: readonly string[]]>> = {
  "attempts of a retrier": [
    retry({ ...FAILED, MaxAttempts: 6 }, BUSY),
    ["changed: Retry of Prepare for States.TaskFailed: 3 → 6 attempts"],
  ],
  "the pace of a retrier": [
    retry(
      { ...FAILED, IntervalSeconds: 5, BackoffRate: 1.5, MaxDelaySeconds: 60, JitterStrategy: "FULL" },
      BUSY,
    ),
    [
      'changed: Retry of Prepare for States.TaskFailed: interval 2 s → 5 s, backoff 2 → 1.5, longest wait none → 60 s, jitter "NONE" → "FULL"',
    ],
  ],
  "a retrier that is gone": [
    retry(FAILED),
    ["changed: Retry of Prepare for Busy and Throttled removed (5 attempts)"],
  ],
  "a retrier that is new": [
    retry(FAILED, BUSY, { ErrorEquals: ["Late"], MaxAttempts: 1, IntervalSeconds: 9 }),
    ["changed: Retry of Prepare for Late added: 1 attempt, interval 9 s"],
  ],
  "the errors of a retrier": [
    retry(FAILED, { ...BUSY, ErrorEquals: ["Busy", "Late"] }),
    ["changed: Retry of Prepare for Busy and Late: no longer for Throttled, now also for Late"],
  ],
  "the order of retriers": [
    retry(BUSY, FAILED),
    ["changed: Retry of Prepare: in another order: Busy and Throttled and States.TaskFailed"],
  ],
  "a catcher that is gone": [
    machine({ Prepare: without(PREPARE, "Catch") }),
    ["changed: Catch of Prepare for States.ALL removed (went to Reject)"],
  ],
  "where a catcher leads and what it keeps": [
    machine({ Prepare: { ...PREPARE, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }] } }),
    [
      "rerouted: Catch of Prepare for States.ALL goes to Done (was Reject)",
      "changed: Catch of Prepare for States.ALL: ResultPath $.error → $",
    ],
  ],
  "a timeout that is gone comes before what is new": [
    machine({ Prepare: { ...without(PREPARE, "TimeoutSeconds"), HeartbeatSeconds: 5 } }),
    ["changed: Timeout of Prepare removed (was 30 s)", "changed: Heartbeat of Prepare added: 5 s"],
  ],
  "the timeout of the machine": [
    { ...MACHINE, TimeoutSeconds: 60 },
    ["changed: Timeout of the machine: 900 s → 60 s"],
  ],
  "where a rule leads": [
    rules({ ...VALID, Next: "Done" }, LARGE),
    [
      "rerouted: Crop can not be reached any more",
      "rerouted: IsValid: when $.valid is true goes to Done (was Crop)",
    ],
  ],
  "a rule that skips a state": [
    rules({ ...VALID, Next: "Publish" }, LARGE),
    [
      "rerouted: Crop can not be reached any more",
      "rerouted: IsValid: when $.valid is true goes to Publish (was Crop), skips Crop",
    ],
  ],
  "the condition of a rule": [
    rules(VALID, { ...LARGE, NumericGreaterThan: 200 }),
    ["changed: IsValid: goes to Publish when $.total > 200 (was $.total > 100)"],
  ],
  "a comparison that reads the same": [
    rules(VALID, { Variable: "$.total", NumericGreaterThanPath: "$.most", Next: "Publish" }),
    ["changed: IsValid: goes to Publish when $.total > $.most (was $.total > 100)"],
  ],
  "a rule that is new": [
    rules({ Not: { Variable: "$.vip", BooleanEquals: true }, Next: "Done" }, VALID, LARGE),
    ["changed: IsValid: new rule 1 of 3: when not $.vip goes to Done"],
  ],
  "a rule that is gone": [rules(VALID), ["changed: IsValid: no longer goes to Publish when $.total > 100"]],
  "the order of rules": [
    rules(LARGE, VALID),
    ["changed: IsValid: checks its rules in another order: $.total > 100 and $.valid is true"],
  ],
  "what a choice does otherwise": [
    machine({ IsValid: { ...IS_VALID, Default: "Done" } }),
    ["rerouted: IsValid: otherwise goes to Done (was Reject)"],
  ],
  "a default that is gone": [
    machine({ IsValid: without(IS_VALID, "Default") }),
    ["rerouted: IsValid: default removed (was Reject)"],
  ],
  "where a state leads": [
    crop({ Next: "Done" }),
    ["rerouted: Crop goes to Done (was Publish), skips Publish"],
  ],
  "a state that ends": [
    machine({ Publish: { ...without(STATES.Publish, "Next"), End: true } }),
    ["rerouted: Done can not be reached any more", "rerouted: Publish ends (was Done)"],
  ],
  "a target that is not there": [
    crop({ Next: "Nowhere" }),
    ["rerouted: Crop goes to Nowhere (no such state) (was Publish)"],
  ],
  "a state without a way on": [
    machine({ Crop: without(STATES.Crop, "Next") }),
    ["rerouted: Crop leads nowhere (was Publish)"],
  ],
  "the first state": [
    { ...MACHINE, StartAt: "IsValid" },
    ["rerouted: Prepare can not be reached any more", "rerouted: Starts at IsValid (was Prepare)"],
  ],
  "the function that is called": [
    crop({ Resource: `${ARN}crop-v2` }),
    ["changed: Crop: calls crop-v2 (was crop)"],
  ],
  "the version that is called": [
    machine({ Prepare: { ...PREPARE, Parameters: { FunctionName: `${ARN}prepare:8`, "Payload.$": "$" } } }),
    ["changed: Prepare: calls prepare:8 (was prepare:live)"],
  ],
  "a function of another account": [
    crop({ Resource: `${ARN}crop`.replace("111122223333", "444455556666") }),
    [
      "changed: Crop: calls arn:aws:lambda:eu-west-1:444455556666:function:crop (was arn:aws:lambda:eu-west-1:111122223333:function:crop)",
    ],
  ],
  "a call that waits": [
    machine({ Prepare: { ...PREPARE, Resource: `${INVOKE}.waitForTaskToken` } }),
    ["changed: Prepare: calls prepare:live, waits for a task token (was prepare:live)"],
  ],
  "the fields of a template": [
    crop({ Parameters: { width: 200, "height.$": "$.height" } }),
    ['changed: Crop: Parameters: width 100 → 200, height.$ added ($.height), mode removed (was "fit")'],
  ],
  "where a result goes": [crop({ ResultPath: null }), ["changed: Crop: ResultPath $ → null"]],
  "the type of a state": [
    machine({ Crop: { Type: "Pass", Next: "Publish" } }),
    [
      "changed: Crop: type Pass (was Task)",
      "changed: Crop: calls nothing any more (was crop)",
      'changed: Crop: Parameters removed (was {"width":100,"mode":"fit"})',
    ],
  ],
  "a state between two others": [
    machine({
      Crop: { ...STATES.Crop, Next: "Check" },
      Check: { Type: "Choice", Choices: [{ Condition: "{% $n > 1 %}", Next: "Reject" }], Default: "Publish" },
    }),
    [
      "rerouted: Crop goes to Check (was Publish)",
      "added: Check added: Choice, Reject when $n > 1, otherwise Publish",
    ],
  ],
  "a state that nothing leads to": [
    machine({ Lost: { Type: "Task", Resource: `${ARN}lost:live`, End: true } }),
    ["added: Lost added: Task, calls lost:live, then ends, not reachable"],
  ],
  "a state that is gone": [
    { ...rules(LARGE), States: without(rules(LARGE).States as JsonObject, "Crop") },
    ["removed: Crop removed: called crop", "changed: IsValid: no longer goes to Crop when $.valid is true"],
  ],
};

describe("compareMachines", () => {
  for (const [what, [after, words]] of Object.entries(TABLE)) {
    it(`says ${what}`, () => {
      assert.deepEqual(said(MACHINE, after), words);
    });
  }

  it("recognizes a state under another name, and says nothing of those that lead to it", () => {
    const { Crop, ...others } = STATES;
    const after = {
      ...MACHINE,
      States: { ...others, Cut: Crop, IsValid: { ...IS_VALID, Choices: [{ ...VALID, Next: "Cut" }, LARGE] } },
    };
    assert.deepEqual(compareMachines(MACHINE, after).changes, [
      { kind: "changed", state: "Cut", text: "Crop renamed to Cut" },
    ]);
  });

  it("does not guess which of two states with one body got another name", () => {
    const after = {
      ...MACHINE,
      States: { ...without(STATES, "Done"), Ready: STATES.Done, Over: STATES.Done },
    };
    assert.deepEqual(said(MACHINE, after), [
      "removed: Done removed",
      "rerouted: Publish still goes to Done (no such state)",
      "added: Ready added: Succeed, not reachable",
      "added: Over added: Succeed, not reachable",
    ]);
  });

  it("says that a machine is created or destroyed, state by state", () => {
    const small = {
      StartAt: "A",
      States: { A: { Type: "Wait", Seconds: 5, Next: "B" }, B: { Type: "Succeed" } },
    };
    assert.deepEqual(said(undefined, small), ["added: A added: Wait, then B", "added: B added: Succeed"]);
    assert.deepEqual(said(small, undefined), ["removed: A removed", "removed: B removed"]);
    assert.equal(compareMachines(undefined, small).same, false);
    assert.equal(compareMachines(undefined, { States: {} }).same, false);
    assert.equal(compareMachines(undefined, undefined).same, true);
  });

  it("counts states by how they differ", () => {
    const after = machine({
      Crop: { ...STATES.Crop, Next: "New", TimeoutSeconds: 5 },
      New: { Type: "Pass", Next: "Done" },
      IsValid: { ...IS_VALID, Default: "Done" },
    });
    assert.deepEqual(compareMachines(MACHINE, after).counts, {
      added: 1,
      removed: 0,
      changed: 1,
      rerouted: 1,
    });
  });
});
