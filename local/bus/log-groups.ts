import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** The log groups of a stack, by ARN with or without the `:*` of their streams. */
export interface LogGroups {
  has(arn: string): boolean;
  write(arn: string, text: string): void;
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
    write: (arn, text) => onLine(nameOf(arn) ?? arn, text),
  };
}
