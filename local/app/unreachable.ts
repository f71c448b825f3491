import { enabledMappings } from "../bus/event-source.ts";
import { tableStreamArn } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

export interface ReachableParts {
  readonly queues: { has(queueArn: string): boolean };
  readonly targets: { reaches(targetArn: string): boolean };
}

/** Addresses of rules' targets, and of mappings whose source is no queue and no table's stream, that the run of a stack does not have. */
export function unreachable(stack: ResolvedStack, { queues, targets }: ReachableParts): readonly string[] {
  const tables = stack
    .ofType("aws_dynamodb_table")
    .filter(({ attributes }) => attributes.stream_enabled === true);
  const streams = new Set(tables.map(({ arn }) => tableStreamArn(arn)));
  const isSource = (arn: string) => queues.has(arn) || streams.has(arn);
  return [
    ...stack
      .ofType("aws_cloudwatch_event_target")
      .filter(({ attributes }) => !targets.reaches(String(attributes.arn))),
    ...enabledMappings(stack).filter(({ attributes }) => !isSource(String(attributes.event_source_arn))),
  ].map(({ address }) => address);
}
