import { AwsError } from "../bus/aws-error.ts";

/** The input of an execution, `{}` where none is given. @throws AwsError InvalidExecutionInput for what is not JSON */
export function readInput(input: unknown): unknown {
  if (input === undefined) return {};
  // A task of a state machine may give JSON.
  if (typeof input !== "string") return input;
  try {
    return JSON.parse(input);
  } catch {
    throw new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: 'invalid JSON'");
  }
}
