import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/** Names that Lambda keeps to itself ("Working with Lambda environment variables", reserved environment variables). */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/**
 * Checks the names of a function's environment variables.
 *
 * @throws UserError for one that Lambda keeps to itself or does not take.
 */
export function checkEnvironment(construct: Construct, environment: Readonly<Record<string, string>>): void {
  const refused = Object.keys(environment).find(
    (name) => RESERVED.has(name) || !/^[A-Za-z][A-Za-z0-9_]+$/.test(name),
  );
  if (refused === undefined) return;
  throw new UserError({
    at: construct.node.path,
    expected:
      "environment variables of at least two letters, digits and _ that start with a letter and that Lambda does not set",
    found: JSON.stringify(refused),
    advice: "Rename it.",
  });
}
