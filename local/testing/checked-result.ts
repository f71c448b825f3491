import { UserError } from "../../reporting/user-error.ts";
import { allowedValues } from "../services/api-enums.ts";
import { allowedRanges } from "../services/api-ranges.ts";
import { jobKindOf } from "../services/job-kinds.ts";
import { resultSchema, schemaProblem } from "../services/result-schema.ts";
import { loadSdk, sdkPackageName } from "../services/sdk-exports.ts";
import { taskResource } from "../services/task-resource.ts";
import type { JsonObject } from "../states/json-value.ts";

/** How far the result of a mock is held to the API of its service: `STRICT` asks for required fields too, `NONE` for nothing. */
export type FieldValidationMode = "STRICT" | "PRESENT" | "NONE";

interface MockedResult {
  readonly stateName: string;
  readonly state: JsonObject;
  readonly result: unknown;
  readonly mode: FieldValidationMode;
  /** Where the SDK's clients are installed, which describe the APIs. */
  readonly projectFolder: string;
}

/**
 * Holds the result of a mocked task to the API that the task calls ("TestState": `fieldValidationMode`), as far as the client of the SDK
 * for it is installed: types, what is required, which texts are allowed, and ranges where `api-ranges` has them.
 *
 * @throws UserError for a result that the API could not give
 */
export async function checkResult(mocked: MockedResult): Promise<void> {
  const { stateName, state, result, mode, projectFolder } = mocked;
  const operation = describedOperation(state);
  if (mode === "NONE" || operation === undefined) return;
  const client = sdkPackageName(operation.service, projectFolder);
  const sdk = await loadSdk(client, projectFolder);
  const schema = sdk && resultSchema(sdk, operation.operation);
  const strictness = {
    isStrict: mode === "STRICT",
    areTimesTexts: operation.areTimesTexts,
    ...(sdk && { allowed: allowedValues(sdk), ranges: allowedRanges(client) }),
  };
  const problem = schema && schemaProblem(result, schema, strictness);
  if (problem === undefined) return;
  throw new UserError({
    at: `mock of state "${stateName}"`,
    expected: `a result that ${operation.name} could give`,
    found: `one that TestState refuses: Mock result schema validation error: ${problem}`,
    advice: "Correct the result, or give the mock the fieldValidationMode NONE.",
  });
}

interface DescribedOperation {
  readonly service: string;
  readonly operation: string;
  /** As a refusal calls it: `lambda:invoke`. */
  readonly name: string;
  readonly areTimesTexts: boolean;
}

/** The result of a job is what describes it, as far as that is known; the result of a token is no service's. */
function describedOperation({ Type, Resource }: JsonObject): DescribedOperation | undefined {
  if (Type !== "Task" || typeof Resource !== "string" || Resource.endsWith(".waitForTaskToken"))
    return undefined;
  const task = taskResource(Resource);
  if (task?.job === undefined) return task && { ...task, areTimesTexts: task.isSdk };
  const operation = task.name === "states:startExecution" ? "describeExecution" : jobKindOf(task)?.describe;
  if (operation === undefined) return undefined;
  return { ...task, operation, name: `${task.name}.${task.job}`, areTimesTexts: true };
}
