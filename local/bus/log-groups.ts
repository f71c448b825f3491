import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** The log groups of a stack, by ARN with or without the `:*` of their streams. */
export interface LogGroups {
  has(arn: string): boolean;
  /** Text as it is, anything else as JSON. */
  write(arn: string, event: unknown): void;
}

/** @param onLine gets what is written, with the group's name */
export function createLogGroups(
  stack: ResolvedStack,
  onLine: (logGroup: string, text: string) => void,
): LogGroups {
  const groups = new Map(
    stack.ofType("aws_cloudwatch_log_group").map(({ arn, attributes }) => [arn, String(attributes.name)]),
  );
  const nameOf = (arn: string) => groups.get(arn.replace(/:\*$/, ""));
  return {
    has: (arn) => nameOf(arn) !== undefined,
    write: (arn, event) =>
      onLine(nameOf(arn) ?? arn, typeof event === "string" ? event : JSON.stringify(event)),
  };
}
