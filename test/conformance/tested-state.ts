import { DefinitionError } from "../../local/states/definition-error.ts";
import type { StateMock } from "../../local/testing/mocked-state.ts";
import { testState } from "../../local/testing/test-state.ts";
import { UserError } from "../../reporting/user-error.ts";
import { awsRefusal } from "./aws-refusal.ts";
import type { TestStateCase } from "./cases.ts";

/** A refusal of the API, which this project leaves to whoever speaks it. */
class Refused extends Error {}

/** The answer of "TestState": its texts are read here, and what the API refuses is refused here. */
export async function testedState(one: TestStateCase): Promise<unknown> {
  try {
    const configuration = one.stateConfiguration ?? {};
    const { mapItemReaderData: items, retrierRetryCount: retryCount } = configuration;
    const { mapIterationFailureCount: failedIterations } = configuration;
    const { stateName, input, variables } = one;
    const mock = mockOf(one);
    const inspect = one.inspectionLevel === "DEBUG" || one.inspectionLevel === "TRACE";
    const { inspection, ...result } = await testState(one.state, {
      inspect,
      context: contextOf(one),
      ...(stateName !== undefined && { stateName }),
      ...(input !== undefined && { input }),
      ...(variables && { variables }),
      ...(mock && { mock }),
      ...(items !== undefined && { items: parsed(items) as readonly unknown[] }),
      ...(retryCount !== undefined && { retryCount }),
      ...(failedIterations !== undefined && { failedIterations }),
    });
    return { ...result, ...(inspection && { inspectionData: inspection }) };
  } catch (error) {
    if (error instanceof Refused) return refusal("ValidationException", error.message);
    if (!(error instanceof UserError)) throw error;
    const [, mockProblem] = /: (Mock result schema validation error: .*)\. Correct/.exec(error.message) ?? [];
    if (mockProblem !== undefined) return refusal("ValidationException", mockProblem);
    if (error instanceof DefinitionError) return refusal("InvalidDefinition", awsRefusal(error.diagnostics));
    return refusal("ValidationException", error.message);
  }
}

function refusal(error: string, cause: string) {
  return { status: "REFUSED", error, cause };
}

function contextOf({ context, input = {}, roleArn }: TestStateCase) {
  if (context !== undefined) return context;
  return {
    Execution: {
      Id: "arn:aws:states:us-east-1:111111111111:express:test:test",
      Input: input,
      Name: "test",
      RoleArn: roleArn ?? null,
      StartTime: new Date().toISOString(),
    },
    StateMachine: { Id: "arn:aws:states:us-east-1:111111111111:stateMachine:test", Name: "test" },
  };
}

function mockOf({ mock, stateConfiguration }: TestStateCase): StateMock | undefined {
  const failures = stateConfiguration?.mapIterationFailureCount;
  if (mock === undefined) {
    if (failures === undefined) return undefined;
    throw new Refused("TestState does not support MapIterationFailureCount when a mock is not specified.");
  }
  const { result, errorOutput, fieldValidationMode } = mock;
  if (result !== undefined && errorOutput !== undefined) {
    throw new Refused("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (errorOutput !== undefined) return errorOutput;
  const value = parsed(result ?? "");
  if (failures !== undefined && Array.isArray(value) && failures > value.length) {
    throw new Refused(
      "Map iteration failure count must be less than or equal to the number of Map iterations",
    );
  }
  return { result: value, ...(fieldValidationMode && { fieldValidationMode }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("Mocked result must be valid JSON");
  }
}
