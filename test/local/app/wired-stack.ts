import { type Wiring, wire } from "../../../local/app/wiring.ts";
import type { WiringOptions } from "../../../local/app/wiring-options.ts";
import type { SentEvent } from "../../../local/bus/event-router.ts";
import { realClock } from "../../../local/states/clock.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

export const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:digest";
export const FAILURES = "arn:aws:sqs:eu-west-1:123456789012:failures";
export const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:pipeline";
export const ORDER: SentEvent = { source: "shop", "detail-type": "Order Placed", detail: { id: 7 } };

const LOG = "exports.handler = async (event) => { console.log(JSON.stringify(event)); return event; };";
const LOG_BODIES = `exports.handler = async ({ Records }) => {
  console.log(JSON.stringify(Records.map(({ body }) => body)));
  const failed = Records.filter(({ body }) => body.includes("bad"));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;
const FAIL = 'exports.handler = async () => { throw new Error("no paper"); };';

/** A rule for all events of a source, and its targets by ARN. */
export function rule(name: string, source: string, arns: readonly string[], bus?: string): Declarations {
  const onBus = bus === undefined ? {} : { event_bus_name: bus };
  const targets = arns.map((arn, index) => [
    `aws_cloudwatch_event_target.${name}_${index}`,
    { rule: name, arn, input_path: "$.detail", ...onBus },
  ]);
  const event_pattern = JSON.stringify({ source: [source] });
  return {
    [`aws_cloudwatch_event_rule.${name}`]: { name, event_pattern, ...onBus },
    ...Object.fromEntries(targets),
  };
}

export function machine(states: object): Declarations {
  const definition = JSON.stringify({ StartAt: "First", States: states });
  return { "aws_sfn_state_machine.pipeline": { name: "pipeline", role_arn: "arn:role", definition } };
}

export function digestQueue(mapping: object = {}): Declarations {
  const redrive_policy = JSON.stringify({ deadLetterTargetArn: FAILURES, maxReceiveCount: 2 });
  return {
    "aws_sqs_queue.digest": { name: "digest", redrive_policy },
    "aws_sqs_queue.failures": { name: "failures" },
    "aws_lambda_event_source_mapping.digest": {
      event_source_arn: QUEUE,
      function_name: functionArn("digest"),
      function_response_types: ["ReportBatchItemFailures"],
      ...mapping,
    },
  };
}

/** Functions that log their events, anew for each test of the suite that calls it, and stacks that are wired with them. */
export function wiringOfEachTest() {
  let functions: CallableFunctions;
  beforeEach(() => {
    functions = callableFunctions(
      { notify: LOG, digest: LOG_BODIES, fail: FAIL },
      { report: "java21", scan: "container image" },
    );
  });
  afterEach(() => functions.close());
  return {
    wired(declarations: Declarations, more: Partial<WiringOptions> = {}): Wiring {
      const stack = resolvedStack(declarations);
      const { specs, runtime } = functions;
      const { signal } = new AbortController();
      return wire({ stack, place: PLACE, specs, runtime, clock: realClock, signal, ...more });
    },
    logOf: (name: string) => functions.logOf(name),
    closeRuntime: () => functions.runtime.close(),
  };
}
