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
    assert.deepEqual(await testState(TASK, { input: { photo: 1 }, mock: { result: { Payload: "2" } } }), {
      status: "SUCCEEDED",
      output: { photo: 1, resized: { Payload: "2" } },
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

  it("shows the data on its way through the state, where it is asked to", async () => {
    const state = { ...TASK, InputPath: "$.in", ResultSelector: { "size.$": "$.Payload" } };
    const test = { input: { in: { photo: 1 } }, variables: { v: 1 }, inspect: true };
    const { inspection } = await testState(state, { ...test, mock: { result: { Payload: "2" } } });
    assert.deepEqual(inspection, {
      input: { in: { photo: 1 } },
      afterInputPath: { photo: 1 },
      afterParameters: { FunctionName: "resize", Payload: 1 },
      result: { Payload: "2" },
      afterResultSelector: { size: "2" },
      afterResultPath: { in: { photo: 1 }, resized: { size: "2" } },
      variables: { v: 1 },
    });
    const retried = await testState(state, { ...test, mock: { error: "Busy" } });
    assert.deepEqual(retried.inspection?.errorDetails, { retryIndex: 0, retryBackoffIntervalSeconds: 1 });
    const caught = await testState(state, { ...test, mock: { error: "Broken" } });
    assert.deepEqual(caught.inspection?.errorDetails, { catchIndex: 0 });
  });

  it("shows the settings of a Map state also where its work fails", async () => {
    const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
    const state = {
      ...MAP,
      MaxConcurrency: 3,
      ToleratedFailurePercentage: 10,
      ItemProcessor: { ...EACH, ProcessorConfig },
    };
    const { error, inspection } = await testState(state, {
      input: { list: [1] },
      mock: { error: "Broken" },
      inspect: true,
    });
    assert.equal(error, "Broken");
    assert.deepEqual(inspection, {
      input: { list: [1] },
      maxConcurrency: 3,
      toleratedFailurePercentage: 10,
    });
  });

  it("counts iterations as failed against what a distributed Map state puts up with", async () => {
    const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
    const state = { ...MAP, ToleratedFailureCount: 1, ItemProcessor: { ...EACH, ProcessorConfig } };
    const test = { input: { list: [1, 2] }, mock: { result: ["a", "b"] } };
    assert.deepEqual((await testState(state, { ...test, failedIterations: 1 })).output, ["a", "b"]);
    const { error } = await testState(state, { ...test, failedIterations: 2 });
    assert.equal(error, "States.ExceedToleratedFailureThreshold");
    await assert.rejects(testState(state, { ...test, failedIterations: 3 }), {
      message:
        'test of state "StateName": Expected at most 2 failed iterations, as many as there are, but found 3. ' +
        "Correct `failedIterations`.",
    });
  });

  it("takes a mocked result for what a worker sends back with the token", async () => {
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      End: true,
    };
    assert.equal((await testState(state, { mock: { result: "approved" } })).output, "approved");
    const { status, error } = await testState(state, { mock: { error: "Refused" } });
    assert.deepEqual([status, error], ["FAILED", "Refused"]);
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

  it("holds the result of a mock to the API that the task calls, as far as it is asked to", async () => {
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:startExecution",
      Parameters: {},
      End: true,
    };
    const tested = (result: unknown, fieldValidationMode?: "PRESENT" | "NONE") =>
      testState(state, { mock: { result, ...(fieldValidationMode && { fieldValidationMode }) } });
    const refused = (problem: string) => ({
      message:
        'mock of state "StateName": Expected a result that sfn:startExecution could give, but found one that ' +
        `TestState refuses: Mock result schema validation error: ${problem}. ` +
        "Correct the result, or give the mock the fieldValidationMode NONE.",
    });
    const [arn, wrong] = [{ ExecutionArn: "arn" }, { ExecutionArn: 7 }];
    await assert.rejects(tested(arn), refused("Required field 'StartDate' is missing"));
    assert.deepEqual((await tested(arn, "PRESENT")).output, arn);
    await assert.rejects(tested(wrong, "PRESENT"), refused("Field 'ExecutionArn' must be a string"));
    assert.deepEqual((await tested(wrong, "NONE")).output, wrong);
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

  it("takes a mocked result for what a ResultWriter tells of", async () => {
    const ItemProcessor = { ...EACH, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "results" } };
    const result = { MapRunArn: "arn", ResultWriterDetails: { Bucket: "results", Key: "manifest.json" } };
    const state = {
      Type: "Map",
      ItemProcessor,
      ResultWriter,
      ResultPath: "$.run",
      End: true,
      ItemsPath: "$.a",
    };
    assert.deepEqual((await testState(state, { input: { a: [1, 2] }, mock: { result } })).output, {
      a: [1, 2],
      run: result,
    });
  });

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
      {
        ...MAP,
        ItemReader: { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: "JSON" } },
      },
      {},
      'state "StateName": Expected a mock for the task arn:aws:states:::s3:getObject, but found none. ' +
        "Give the test a `mock` with a result or an error.",
    );
    await refuses(
      { Type: "Loop" },
      {},
      "state machine definition, States.StateName.Type: Expected one of Task, Choice, Parallel, Map, Wait, Pass, Succeed, Fail, " +
        'but found "Loop". Correct the definition.',
    );
  });
});
