import { DefinitionError } from "../../local/states/definition-error.ts";
import { isJsonObject } from "../../local/states/json-value.ts";
import type { StateMock } from "../../local/testing/mocked-state.ts";
import { stateIn } from "../../local/testing/state-in.ts";
import { testState } from "../../local/testing/test-state.ts";
import { UserError } from "../../reporting/user-error.ts";
import { awsRefusal } from "./aws-refusal.ts";
import type { TestStateCase } from "./cases.ts";

/** A refusal of the API, which this project leaves to whoever speaks it. */
class Refused extends Error {
  readonly error: string;

  constructor(message: string, error = "ValidationException") {
    super(message);
    this.error = error;
  }
}

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
    if (error instanceof Refused) return refusal(error.error, error.message);
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

/** The mock, held to the rules of the API. */
function mockOf({ mock, stateConfiguration, revealSecrets, ...one }: TestStateCase): StateMock | undefined {
  const failures = stateConfiguration?.mapIterationFailureCount;
  const { state, stateName = "StateName" } = one;
  const { Type, Branches, ResultWriter } = stateIn(state, stateName).state;
  if (mock === undefined) {
    if (failures !== undefined) {
      throw new Refused("TestState does not support MapIterationFailureCount when a mock is not specified.");
    }
    if (Type === "Map" || Type === "Parallel") throw new Refused(WITHOUT_MOCK, "InvalidDefinition");
    if (Type === "Task" && one.roleArn === undefined) {
      throw new Refused("RoleArn must be specified when testing a Task state");
    }
    return undefined;
  }
  if (revealSecrets === true) {
    throw new Refused("TestState does not support RevealSecrets when a mock is specified.");
  }
  if (Type !== "Task" && Type !== "Map" && Type !== "Parallel") {
    throw new Refused(`State type '${Type}' is not supported when a mock is specified`);
  }
  const { result, errorOutput, fieldValidationMode } = mock;
  if (result !== undefined && errorOutput !== undefined) {
    throw new Refused("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (errorOutput !== undefined) return errorOutput;
  const value = parsed(result ?? "");
  const isExported = isJsonObject(ResultWriter);
  if (Type === "Map" && isExported && !isJsonObject(value)) {
    throw new Refused("Mocked result must be a JSON object.");
  }
  if (Type !== "Task" && !isExported && !Array.isArray(value))
    throw new Refused("Mocked result must be an array.");
  if (Array.isArray(value) && Array.isArray(Branches) && Branches.length !== value.length) {
    throw new Refused("Mocked result must contain the same number of items as number of Parallel branches.");
  }
  if (failures !== undefined && Array.isArray(value) && failures > value.length) {
    throw new Refused(
      "Map iteration failure count must be less than or equal to the number of Map iterations",
    );
  }
  return { result: value, ...(fieldValidationMode && { fieldValidationMode }) };
}

const WITHOUT_MOCK =
  "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("Mocked result must be valid JSON");
  }
}
