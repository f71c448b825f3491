import assert from "node:assert/strict";
import { testState } from "../../../local/testing/test-state.ts";

const EACH = { StartAt: "Each", States: { Each: { Type: "Pass", End: true } } };
const MAP = { Type: "Map", ItemsPath: "$.list", ItemProcessor: EACH, End: true };
const INVOKE = taskOf("lambda:invoke", { FunctionName: "compress" });
const RUN = taskOf("states:startExecution.sync:2", { StateMachineArn: "arn" });
const DESCRIBED = {
  ExecutionArn: "arn",
  StateMachineArn: "arn",
  StartDate: "2026-03-27T10:00:00Z",
  Status: "SUCCEEDED",
};

function taskOf(call: string, Parameters: object) {
  return { Type: "Task", Resource: `arn:aws:states:::${call}`, Parameters, End: true };
}

function schemaError(operation: string, problem: string) {
  const message =
    `mock of state "StateName": Expected a result that ${operation} could give, but found one that TestState refuses: ` +
    `Mock result schema validation error: ${problem}. Correct the result, or give the mock the fieldValidationMode NONE.`;
  return { name: "UserError", message };
}

describe("a mock", () => {
  for (const state of [
    { Type: "Pass", End: true },
    { Type: "Wait", Seconds: 1, End: true },
    { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "A" }], Default: "B" },
    { Type: "Succeed" },
    { Type: "Fail" },
  ]) {
    it(`is refused for a ${state.Type} state, which does no work`, async () => {
      await assert.rejects(testState(state, { mock: { result: 1 } }), {
        message:
          'mock of state "StateName": Expected none: only Task, Map and Parallel states have work that a mock can do, ' +
          `but found one of a ${state.Type} state. Leave out the \`mock\`.`,
      });
    });
  }

  it("has either a result or an error", async () => {
    const refused = (found: string) => ({
      message: `mock of state "StateName": Expected either a result or an error, but found ${found}. Give the mock one of the two.`,
    });
    await assert.rejects(testState(INVOKE, { mock: { result: {}, error: "Broken" } }), refused("both"));
    await assert.rejects(testState(INVOKE, { mock: {} as { error: string } }), refused("neither"));
    assert.equal((await testState(INVOKE, { mock: { result: null } })).output, null);
    const withoutError = { result: 1, error: undefined };
    assert.equal((await testState(INVOKE, { mock: withoutError })).output, 1);
  });

  it("stands for the whole of a Map state, however many items it has", async () => {
    const input = { list: [1, 2, 3] };
    assert.deepEqual((await testState(MAP, { input, mock: { result: ["all"] } })).output, ["all"]);
    assert.deepEqual((await testState(MAP, { input: { list: [] }, mock: { result: [1] } })).output, [1]);
  });

  it("is an object for a Map state whose results are written down", async () => {
    const ItemProcessor = { ...EACH, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "results" } };
    await assert.rejects(
      testState({ ...MAP, ItemProcessor, ResultWriter }, { input: { list: [1] }, mock: { result: [1] } }),
      {
        message:
          'mock of state "StateName": Expected an object, as a state with a ResultWriter has, but found [1]. Correct the result.',
      },
    );
  });

  it("has the payload of a function as text, unless it is not held to the API", async () => {
    const result = { Payload: { width: 100 } };
    await assert.rejects(
      testState(INVOKE, { mock: { result } }),
      schemaError("lambda:invoke", "Field 'Payload' must be a string"),
    );
    const { output } = await testState(INVOKE, { mock: { result, fieldValidationMode: "NONE" } });
    assert.deepEqual(output, result);
    const text = { Payload: '{"width":100}' };
    assert.deepEqual((await testState(INVOKE, { mock: { result: text } })).output, text);
  });

  it("of a job is held to the API that describes it", async () => {
    const refuses = async (result: object, problem: string) =>
      assert.rejects(
        testState(RUN, { mock: { result } }),
        schemaError("states:startExecution.sync:2", problem),
      );
    await refuses({ ExecutionArn: "arn" }, "Required field 'StateMachineArn' is missing");
    await refuses({ ...DESCRIBED, Output: { width: 100 } }, "Field 'Output' must be a string");
    await refuses({ ...DESCRIBED, StartDate: 1_774_605_600_000 }, "Field 'StartDate' must be a string");
    await refuses({ ...DESCRIBED, Status: "DONE" }, "Field 'Status' is not an expected value");
    const result = { ...DESCRIBED, Output: '{"width":100}' };
    assert.deepEqual((await testState(RUN, { mock: { result } })).output, result);
  });

  it("is held to ranges in the modes STRICT and PRESENT", async () => {
    const state = taskOf("aws-sdk:kms:decrypt", { CiphertextBlob: "AQ==" });
    const result = { Plaintext: "" };
    const refused = schemaError("kms:decrypt", "Field 'Plaintext' is smaller than the minimum length");
    await assert.rejects(testState(state, { mock: { result } }), refused);
    await assert.rejects(testState(state, { mock: { result, fieldValidationMode: "PRESENT" } }), refused);
    const { output } = await testState(state, { mock: { result, fieldValidationMode: "NONE" } });
    assert.deepEqual(output, result);
  });
});
