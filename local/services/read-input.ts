import { AwsError } from "../bus/aws-error.ts";
import { parsedJson } from "../states/json-value.ts";

/** The input of an execution, `{}` where none is given. @throws AwsError InvalidExecutionInput for what is not JSON */
export function readInput(input: unknown): unknown {
  if (input === undefined) return {};
  // A task of a state machine may give JSON.
  if (typeof input !== "string") return input;
  const parsed = parsedJson(input);
  if (parsed !== undefined) return parsed;
  throw new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: 'invalid JSON'");
}
