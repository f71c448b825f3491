import assert from "node:assert/strict";
import { testState } from "../../../local/testing/test-state.ts";

const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "resize", "Payload.$": "$.photo" },
  ResultPath: "$.resized",
  Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }],
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
  Next: "Publish",
};
const EACH = { StartAt: "Each", States: { Each: { Type: "Task", Resource: "arn:each", End: true } } };
const MAP = {
  Type: "Map",
  QueryLanguage: "JSONata",
  Items: "{% $states.input.list %}",
  ItemProcessor: EACH,
  End: true,
};

describe("testState", () => {
  it("gives the output of a state, and the next one", async () => {
    assert.deepEqual(await testState(TASK, { input: { photo: 1 }, mock: { result: { Payload: 2 } } }), {
      status: "SUCCEEDED",
      output: { photo: 1, resized: { Payload: 2 } },
      nextState: "Publish",
    });
  });

  it("tells that an error is retried, as long as the retrier has attempts left", async () => {
    const mock = { error: "Busy", cause: "later" };
    const retried = { status: "RETRIABLE", error: "Busy", cause: "later" };
    assert.deepEqual(await testState(TASK, { mock, input: { photo: 1 } }), retried);
    assert.deepEqual(await testState(TASK, { mock, input: { photo: 1 }, retryCount: 1 }), retried);
    const { status } = await testState(TASK, { mock, input: { photo: 1 }, retryCount: 2 });
    assert.equal(status, "CAUGHT_ERROR");
  });

  it("tells that an error is caught, and where that leads", async () => {
    assert.deepEqual(
      await testState(TASK, { input: { photo: 1 }, mock: { error: "Broken", cause: "torn" } }),
      {
        status: "CAUGHT_ERROR",
        output: { photo: 1, error: { Error: "Broken", Cause: "torn" } },
        error: "Broken",
        cause: "torn",
        nextState: "Failed",
      },
    );
  });

  it("tells how a state fails", async () => {
    const state = { Type: "Fail", Error: "Refused", Cause: "too small" };
    assert.deepEqual(await testState(state), { status: "FAILED", error: "Refused", cause: "too small" });
  });

  it("takes a state out of a state machine, with its language and the variables before it", async () => {
    const machine = {
      QueryLanguage: "JSONata",
      StartAt: "First",
      States: {
        First: { Type: "Pass", Next: "Sum" },
        Sum: { Type: "Pass", Output: "{% $a + $states.input %}", End: true },
      },
    };
    const { output } = await testState(machine, { stateName: "Sum", input: 1, variables: { a: 2 } });
    assert.equal(output, 3);
  });

  it("takes no time for a wait", async () => {
    const { output } = await testState({ Type: "Wait", Seconds: 86_400, Next: "Later" }, { input: 1 });
    assert.equal(output, 1);
  });

  it("gives the results of a mock to iterations and branches", async () => {
    const input = { list: ["a", "b"] };
    assert.deepEqual((await testState(MAP, { input, mock: { result: [1, 2] } })).output, [1, 2]);
    const { error } = await testState(MAP, { input, mock: { error: "Broken" } });
    assert.equal(error, "Broken");
    const both = { Type: "Parallel", Branches: [EACH, EACH], End: true };
    assert.deepEqual((await testState(both, { mock: { result: [1, 2] } })).output, [1, 2]);
  });

  for (const QueryLanguage of ["JSONata", "JSONPath"]) {
    it(`takes the items of a reader from the test, in ${QueryLanguage}`, async () => {
      const { Items: _, ...rest } = MAP;
      const passing = { StartAt: "Each", States: { Each: { Type: "Pass", End: true } } };
      const ItemProcessor = {
        ...passing,
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      };
      const ItemReader = { Resource: "arn:aws:states:::s3:getObject" };
      const state = { ...rest, QueryLanguage, ItemReader, ItemProcessor };
      assert.deepEqual((await testState(state, { items: [1, 2] })).output, [1, 2]);
    });
  }

  it("refuses what does not fit together", async () => {
    const refuses = (definition: object, test: object, message: string) =>
      assert.rejects(testState(definition, test), { name: "UserError", message });
    await refuses(
      TASK,
      { input: { photo: 1 } },
      'state "StateName": Expected a mock for the task arn:aws:states:::lambda:invoke, but found none. ' +
        "Give the test a `mock` with a result or an error.",
    );
    await refuses(
      { Type: "Parallel", Branches: [EACH, EACH], End: true },
      { mock: { result: [1] } },
      'mock of state "StateName": Expected a list of 2 results, one for each branch, but found [1]. Correct the result.',
    );
    await refuses(
      { StartAt: "A", States: { A: { Type: "Succeed" } } },
      { stateName: "B" },
      'state machine definition: Expected a state "B", but found A. Name the state that is tested in `stateName`.',
    );
    await refuses(
      { ...MAP, ItemReader: { Resource: "arn:aws:states:::s3:getObject" } },
      {},
      "state machine definition, States.StateName: Expected a state that can run on this machine, " +
        "but found a Map state with ItemReader. Run this state machine on AWS, or leave the state out of the local run.",
    );
    await refuses(
      { Type: "Loop" },
      {},
      "state machine definition, States.StateName.Type: Expected one of Task, Choice, Parallel, Map, Wait, Pass, Succeed, Fail, " +
        'but found "Loop". Correct the definition.',
    );
  });
});
