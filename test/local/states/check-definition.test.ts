import assert from "node:assert/strict";
import { checkDefinition } from "../../../local/states/check-definition.ts";

const PASS = { Type: "Pass", End: true };
const one = (state: unknown) => ({ StartAt: "One", States: { One: state } });

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ["a text", "{}", 'States: Expected an object of states, but found "{}".'],
  [
    "a definition without states",
    { StartAt: "A" },
    "States: Expected an object of states, but found nothing.",
  ],
  ["no states", { StartAt: "A", States: {} }, "States: Expected at least one state, but found none."],
  [
    "an unknown start",
    { StartAt: "Two", States: { One: PASS } },
    'StartAt: Expected the name of a state beside it ("One"), but found "Two".',
  ],
  [
    "no start",
    { States: { One: PASS } },
    'StartAt: Expected the name of a state beside it ("One"), but found nothing.',
  ],
  ["a state that is no object", one(null), "States.One: Expected an object, but found null."],
  [
    "an unknown type",
    one({ Type: "Loop" }),
    'States.One.Type: Expected one of Task, Choice, Parallel, Map, Wait, Pass, Succeed, Fail, but found "Loop".',
  ],
  [
    "a time that is none",
    one({ Type: "Wait", Timestamp: "2026-01-31 12:00:00Z", End: true }),
    'States.One.Timestamp: Expected a timestamp such as 2026-01-31T12:00:00Z, but found "2026-01-31 12:00:00Z".',
  ],
  [
    "an expression for a time where the language has none",
    one({ Type: "Wait", Timestamp: "{% $now() %}", End: true }),
    'States.One.Timestamp: Expected a timestamp such as 2026-01-31T12:00:00Z, but found "{% $now() %}".',
  ],
  [
    "an action that its service does not have",
    one({ Type: "Task", Resource: "arn:aws:states:::dynamodb:query", End: true }),
    "States.One.Resource: Expected dynamodb:getItem, dynamodb:putItem, dynamodb:updateItem, dynamodb:deleteItem, or a call " +
      'through aws-sdk, but found "arn:aws:states:::dynamodb:query".',
  ],
  [
    "such an action where Terraform fills in the partition",
    one({ Type: "Task", Resource: "arn:${TfToken[TOKEN.1]}:states:::sns:subscribe", End: true }),
    "States.One.Resource: Expected sns:publish, or a call through aws-sdk, " +
      'but found "arn:${TfToken[TOKEN.1]}:states:::sns:subscribe".',
  ],
  [
    "a resource that is no ARN",
    one({ Type: "Task", Resource: "resize", End: true }),
    'States.One.Resource: Expected an ARN, such as "arn:aws:states:::lambda:invoke", but found "resize".',
  ],
  [
    "a next that is nowhere",
    one({ Type: "Pass", Next: "Two" }),
    'States.One.Next: Expected the name of a state beside it ("One"), but found "Two".',
  ],
  [
    "a default that is nowhere",
    one({
      Type: "Choice",
      Choices: [{ Variable: "$.x", IsNull: true, Next: "One" }],
      Default: "constructor",
    }),
    'States.One.Default: Expected the name of a state beside it ("One"), but found "constructor".',
  ],
  [
    "a rule without a next",
    one({ Type: "Choice", Choices: [{ Variable: "$.x", IsNull: true }] }),
    'States.One.Choices[0].Next: Expected the name of a state beside it ("One"), but found nothing.',
  ],
  [
    "a catcher that leads nowhere",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Catch: [{ ErrorEquals: ["A"], Next: "Two" }],
      End: true,
    }),
    'States.One.Catch[0].Next: Expected the name of a state beside it ("One"), but found "Two".',
  ],
  [
    "neither next nor end",
    one({ Type: "Pass" }),
    'States.One: Expected either "Next" with the name of a state or "End": true, but found neither.',
  ],
  [
    "both next and end",
    one({ Type: "Pass", Next: "One", End: true }),
    'States.One: Expected either "Next" with the name of a state or "End": true, but found both.',
  ],
  [
    "a task without a resource",
    one({ Type: "Task", End: true }),
    "States.One.Resource: Expected an ARN, but found nothing.",
  ],
  [
    "a choice without rules",
    one({ Type: "Choice", Choices: [] }),
    "States.One.Choices: Expected at least one rule, but found [].",
  ],
  [
    "a parallel without branches",
    one({ Type: "Parallel", End: true }),
    "States.One.Branches: Expected at least one branch, but found nothing.",
  ],
  [
    "a map without a processor",
    one({ Type: "Map", End: true }),
    "States.One: Expected an ItemProcessor, but found none.",
  ],
  [
    "a wait without a time",
    one({ Type: "Wait", End: true }),
    "States.One: Expected one of Seconds, SecondsPath, Timestamp, TimestampPath, but found none.",
  ],
  [
    "a wait with two times",
    one({ Type: "Wait", Seconds: 1, Timestamp: "t", End: true }),
    "States.One: Expected one of Seconds, SecondsPath, Timestamp, TimestampPath, but found Seconds and Timestamp.",
  ],
  [
    "a retrier without errors",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Retry: [{}],
      End: true,
    }),
    "States.One.Retry[0].ErrorEquals: Expected names of errors, but found nothing.",
  ],
  [
    "a retry that is no list",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Retry: {},
      End: true,
    }),
    "States.One.Retry: Expected a list, but found {}.",
  ],
  [
    "States.ALL beside another error",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Catch: [{ ErrorEquals: ["A", "States.ALL"], Next: "One" }],
      End: true,
    }),
    'States.One.Catch[0].ErrorEquals: Expected States.ALL alone, but found ["A","States.ALL"].',
  ],
  [
    "States.ALL before another rule",
    one({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["A"] }],
      End: true,
    }),
    'States.One.Retry[0].ErrorEquals: Expected States.ALL only in the last rule, but found ["States.ALL"].',
  ],
  [
    "an unreachable state",
    { StartAt: "One", States: { One: PASS, Two: PASS } },
    "States.Two: Expected a state that StartAt, Next, Default or Catch leads to, but found none that does.",
  ],
  [
    "states that never end",
    { StartAt: "One", States: { One: { Type: "Pass", Next: "Two" }, Two: { Type: "Pass", Next: "One" } } },
    'States: Expected a state that ends them: "End": true, Succeed or Fail, but found none.',
  ],
  [
    "a field that the type does not have",
    one({ ...PASS, Catch: [{ ErrorEquals: ["A"], Next: "One" }] }),
    'States.One.Catch: Expected only fields of a Pass state, but found "Catch".',
  ],
  [
    "a field that a state machine does not have",
    { ...one(PASS), Timeout: 1 },
    'Timeout: Expected only fields of a state machine, but found "Timeout".',
  ],
  [
    "a value and the path to it",
    one({ Type: "Fail", Error: "A", ErrorPath: "$.error" }),
    "States.One: Expected either Error or ErrorPath, but found both.",
  ],
  [
    "a query language of a processor",
    one({
      Type: "Map",
      ItemProcessor: { QueryLanguage: "JSONata", StartAt: "A", States: { A: PASS } },
      End: true,
    }),
    "States.One.ItemProcessor.QueryLanguage: Expected only fields of the states of a Map state as a whole, but found " +
      '"QueryLanguage".',
  ],
  [
    "a call of a service that has none",
    one({ Type: "Task", Resource: "arn:aws:states:::queue:send", End: true }),
    'States.One.Resource: Expected a call through aws-sdk, but found "arn:aws:states:::queue:send".',
  ],
  [
    "a job of a service that has none",
    one({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke.sync", End: true }),
    'States.One.Resource: Expected the call alone or .waitForTaskToken, but found "arn:aws:states:::lambda:invoke.sync".',
  ],
  [
    "a text for a number",
    one({ Type: "Wait", Seconds: "5", End: true }),
    'States.One.Seconds: Expected a whole number from 0 to 99999999, but found "5".',
  ],
  [
    "a mistake in a branch",
    one({
      Type: "Parallel",
      Branches: [{ StartAt: "A", States: { A: { Type: "Pass", Next: "One" } } }],
      End: true,
    }),
    'States.One.Branches[0].States.A.Next: Expected the name of a state beside it ("A"), but found "One".',
  ],
  [
    "a name used twice",
    one({ Type: "Map", ItemProcessor: one(PASS), End: true }),
    "States.One.ItemProcessor.States.One: Expected a name that no other state has, but found the name of States.One.",
  ],
];

describe("checkDefinition", () => {
  it("accepts a definition with all types of state", () => {
    checkDefinition({
      StartAt: "Choice",
      States: {
        Choice: {
          Type: "Choice",
          Choices: [{ Variable: "$.x", IsPresent: true, Next: "Task" }],
          Default: "Wait",
        },
        Task: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage",
          Parameters: { QueueUrl: "q", MessageBody: "m" },
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Fail" }],
          Next: "Parallel",
        },
        Parallel: { Type: "Parallel", Branches: [{ StartAt: "In", States: { In: PASS } }], Next: "Map" },
        Map: { Type: "Map", ItemProcessor: { StartAt: "Each", States: { Each: PASS } }, Next: "Succeed" },
        Wait: { Type: "Wait", Seconds: 1, Next: "Succeed" },
        Succeed: { Type: "Succeed" },
        Fail: { Type: "Fail" },
      },
    });
  });

  for (const [title, definition, sentence] of REFUSED) {
    it(`refuses ${title}`, () => {
      assert.throws(() => checkDefinition(definition), {
        name: "UserError",
        message: `state machine definition, ${sentence} Correct the definition.`,
      });
    });
  }

  it("refuses an activity in an Express workflow only", () => {
    const definition = one({
      Type: "Task",
      Resource: "arn:aws:states:eu-west-1:111111111111:activity:approve",
      End: true,
    });
    checkDefinition(definition);
    assert.throws(() => checkDefinition(definition, "EXPRESS"), {
      message:
        "state machine definition, States.One.Resource: Expected no activity in an Express workflow, but found " +
        '"arn:aws:states:eu-west-1:111111111111:activity:approve". Correct the definition.',
    });
  });
});
