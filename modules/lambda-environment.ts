import { Token } from "cdktf";
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
 * Checks a function's environment variables. Values that only Terraform knows count for nothing.
 *
 * @throws UserError for a name that Lambda keeps to itself or does not take, and for more than 4 KB as JSON.
 */
export function checkEnvironment(construct: Construct, environment: Readonly<Record<string, string>>): void {
  checkNames(construct, Object.keys(environment));
  checkSize(construct, environment);
}

function checkNames(construct: Construct, names: readonly string[]): void {
  const refused = names.find((name) => RESERVED.has(name) || !/^[A-Za-z][A-Za-z0-9_]+$/.test(name));
  if (refused === undefined) return;
  throw new UserError({
    at: construct.node.path,
    expected:
      "environment variables of at least two letters, digits and _ that start with a letter and that Lambda does not set",
    found: JSON.stringify(refused),
    advice: "Rename it.",
  });
}

function checkSize(construct: Construct, environment: Readonly<Record<string, string>>): void {
  const known = Object.entries(environment).map(([name, value]) => [
    name,
    Token.isUnresolved(value) ? "" : value,
  ]);
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(known)));
  if (bytes <= 4096) return;
  throw new UserError({
    at: construct.node.path,
    expected: "environment variables of at most 4096 bytes together, Lambda's limit",
    found: `${bytes} bytes`,
    advice: "Put what is large into a layer or an object that the function reads.",
  });
}
