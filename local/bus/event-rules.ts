import { UserError } from "../../reporting/user-error.ts";
import { parsePattern } from "../events/parse-pattern.ts";
import type { TargetInputFields } from "../events/target-input.ts";
import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import { DEFAULT_BUS } from "./event-buses.ts";
import { parseSchedule, type Schedule } from "./schedule-expression.ts";

/** A rule that is not disabled ("PutRule" in the Amazon EventBridge API Reference). */
export interface EventRule {
  readonly name: string;
  /** Its name in the app: `nightly`. */
  readonly nameInApp: string;
  readonly arn: string;
  /** The name of its bus. */
  readonly bus: string;
  /** Undefined where a schedule alone sets it off. */
  readonly pattern: unknown;
  readonly schedule: Schedule | undefined;
  readonly targets: readonly EventTarget[];
}

/** One target of a rule ("PutTargets" in the Amazon EventBridge API Reference). */
export interface EventTarget extends TargetInputFields {
  readonly arn: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** The queue for what could not be delivered. */
  readonly deadLetterArn?: string;
  /** The group of the messages, for a FIFO queue. */
  readonly messageGroupId?: string;
}

/** @throws UserError for a schedule that EventBridge refuses */
export function readEventRules(stack: ResolvedStack, nameOf: (bus: string) => string): readonly EventRule[] {
  const targets = stack.ofType("aws_cloudwatch_event_target");
  const busOf = ({ attributes }: ResolvedResource) =>
    nameOf(String(attributes.event_bus_name ?? DEFAULT_BUS));
  return stack
    .ofType("aws_cloudwatch_event_rule")
    .filter(({ attributes }) => attributes.state !== "DISABLED" && attributes.is_enabled !== false)
    .map((rule) => {
      const { name, event_pattern: pattern } = rule.attributes;
      const bus = busOf(rule);
      const isOwn = (target: ResolvedResource) => target.attributes.rule === name && busOf(target) === bus;
      return {
        name: String(name),
        nameInApp: rule.address.replace("aws_cloudwatch_event_rule.", ""),
        arn: rule.arn,
        bus,
        pattern: pattern === undefined ? undefined : parsePattern(String(pattern)),
        schedule: scheduleOf(rule, bus),
        targets: targets.filter(isOwn).map(({ attributes }) => readTarget(attributes)),
      };
    });
}

function scheduleOf({ attributes }: ResolvedResource, bus: string): Schedule | undefined {
  const { name, schedule_expression: expression } = attributes;
  if (expression === undefined) return undefined;
  const at = `event rule ${name}`;
  if (bus === DEFAULT_BUS) return parseSchedule(String(expression), at);
  throw new UserError({
    at,
    expected: "a schedule on the default bus only",
    found: `one on the bus "${bus}"`,
    advice: "Leave event_bus_name out; AWS refuses such a rule.",
  });
}

interface TransformerAttributes {
  readonly input_paths?: Readonly<Record<string, string>>;
  readonly input_template: string;
}

interface RetryAttributes {
  readonly maximum_retry_attempts?: number;
  readonly maximum_event_age_in_seconds?: number;
}

function readTarget(attributes: ResolvedResource["attributes"]): EventTarget {
  const { arn, input, input_path: inputPath } = attributes;
  const transformer = firstBlock<TransformerAttributes>(attributes.input_transformer);
  const retry = firstBlock<RetryAttributes>(attributes.retry_policy);
  const deadLetters = firstBlock<{ arn?: string }>(attributes.dead_letter_config);
  const queue = firstBlock<{ message_group_id?: string }>(attributes.sqs_target);
  return {
    arn: String(arn),
    maximumRetryAttempts: Number(retry?.maximum_retry_attempts ?? 185),
    maximumEventAgeSeconds: Number(retry?.maximum_event_age_in_seconds ?? 86_400),
    ...(deadLetters?.arn !== undefined && { deadLetterArn: deadLetters.arn }),
    ...(queue?.message_group_id !== undefined && { messageGroupId: queue.message_group_id }),
    ...(typeof input === "string" && { input }),
    ...(typeof inputPath === "string" && { inputPath }),
    ...(transformer && {
      inputTransformer: {
        inputPaths: transformer.input_paths ?? {},
        inputTemplate: transformer.input_template,
      },
    }),
  };
}
