import assert from "node:assert/strict";
import { createPendingWork } from "../../../local/app/pending-work.ts";
import { AwsError } from "../../../local/bus/aws-error.ts";
import { createDeliverer, type Deliverer, type DelivererOptions } from "../../../local/bus/deliverer.ts";
import type { Delivery } from "../../../local/bus/delivery.ts";
import type { EventTarget } from "../../../local/bus/event-rules.ts";
import type { SkippingClock } from "../../../local/bus/skipping-clock.ts";
import { UserError } from "../../../reporting/user-error.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";

const TARGET = "arn:aws:lambda:eu-west-1:123456789012:function:ship";
const RULE = "arn:aws:events:eu-west-1:123456789012:rule/orders";
const DEAD = "arn:aws:sqs:eu-west-1:123456789012:dead";
const NOON = Date.UTC(2024, 1, 29, 12);

const BUSY = new AwsError("TooManyRequestsException", "Rate Exceeded.");

function delivery(target: Partial<EventTarget> = {}): Delivery {
  return {
    rule: "orders",
    ruleArn: RULE,
    targetArn: TARGET,
    target: {
      arn: TARGET,
      maximumRetryAttempts: 185,
      maximumEventAgeSeconds: 86_400,
      deadLetterArn: DEAD,
      ...target,
    },
    event: {
      version: "0",
      id: "1",
      source: "shop",
      "detail-type": "Order Placed",
      account: "123456789012",
      time: "2024-02-29T12:00:00Z",
      region: "eu-west-1",
      resources: [],
      detail: {},
    },
    receivedMs: NOON,
    text: "{}",
    isForwarded: false,
    input: {},
  };
}

interface Delivering {
  readonly deliverer: Deliverer;
  readonly clock: SkippingClock;
  /** Seconds after noon at which the target was called. */
  readonly calls: readonly number[];
  readonly deadLetters: readonly {
    readonly body: unknown;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
  readonly givenUp: readonly string[];
  /** What failed of what somebody waits for. */
  done(): Promise<void>;
}

/** Delivers to a target that fails as it is told: by each error in turn, by the last one for ever. */
function delivering(
  errors: readonly (Error | undefined)[],
  more: Partial<DelivererOptions> = {},
): Delivering {
  const clock = stoppedClock(NOON);
  const work = createPendingWork();
  const calls: number[] = [];
  const givenUp: string[] = [];
  const deadLetters: { body: unknown; attributes: Record<string, string> }[] = [];
  const deliverer = createDeliverer({
    clock,
    work,
    signal: new AbortController().signal,
    prepare: () => ({
      async attempt() {
        const error = errors[Math.min(calls.length, errors.length - 1)];
        calls.push((clock.nowMs() - NOON) / 1000);
        if (error !== undefined) throw error;
      },
      giveUp: ({ message }) => void givenUp.push(message),
    }),
    sendMessage(queueArn, body, attributes) {
      const texts = Object.entries(attributes).map(([name, { StringValue = "" }]) => [name, StringValue]);
      if (queueArn === DEAD) deadLetters.push({ body, attributes: Object.fromEntries(texts) });
      return queueArn === DEAD;
    },
    ...more,
  });
  return { deliverer, clock, calls, deadLetters, givenUp, done: work.done };
}

async function skipAll(clock: SkippingClock): Promise<void> {
  do await afterAllPromises();
  while (await skipAhead(clock));
}

describe("the delivery of events", () => {
  it("calls a target once that takes the event", async () => {
    const { deliverer, clock, calls, deadLetters, givenUp } = delivering([undefined]);
    deliverer.deliver(delivery());
    await skipAll(clock);
    assert.deepEqual([calls, deadLetters, givenUp, deliverer.undelivered], [[0], [], [], []]);
  });

  it("tries again with ever longer waits, until the target takes it", async () => {
    const { deliverer, clock, calls, deadLetters } = delivering([
      BUSY,
      new Error("no answer"),
      BUSY,
      undefined,
    ]);
    deliverer.deliver(delivery());
    await skipAll(clock);
    assert.deepEqual([calls, deadLetters], [[0, 1, 3, 7], []]);
  });

  it("lets nobody wait for a retry", async () => {
    const { deliverer, calls, done } = delivering([BUSY]);
    deliverer.deliver(delivery());
    await done();
    assert.deepEqual(calls, [0]);
  });

  it("sends an event to the dead-letter queue when all retries have failed", async () => {
    const { deliverer, clock, calls, deadLetters, givenUp } = delivering([BUSY]);
    const failing = delivery({ maximumRetryAttempts: 2 });
    deliverer.deliver(failing);
    await skipAll(clock);
    assert.deepEqual([calls, givenUp], [[0, 1, 3], ["Rate Exceeded."]]);
    assert.deepEqual(deadLetters, [
      {
        body: failing.event,
        attributes: {
          RULE_ARN: RULE,
          TARGET_ARN: TARGET,
          ERROR_CODE: "THROTTLING",
          ERROR_MESSAGE: "Rate Exceeded.",
          EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
          RETRY_ATTEMPTS: "2",
        },
      },
    ]);
    assert.deepEqual(deliverer.undelivered, [
      {
        rule: "orders",
        targetArn: TARGET,
        eventId: "1",
        errorCode: "THROTTLING",
        errorMessage: "Rate Exceeded.",
        deadLetterArn: DEAD,
      },
    ]);
  });

  it("sends it there when the next retry would come too late", async () => {
    const { deliverer, clock, calls, deadLetters } = delivering([new Error("no answer")]);
    deliverer.deliver(delivery({ maximumEventAgeSeconds: 60 }));
    await skipAll(clock);
    assert.deepEqual(calls, [0, 1, 3, 7, 15, 31]);
    const { ERROR_CODE, EXHAUSTED_RETRY_CONDITION, RETRY_ATTEMPTS } = deadLetters[0]?.attributes ?? {};
    assert.deepEqual(
      [ERROR_CODE, EXHAUSTED_RETRY_CONDITION, RETRY_ATTEMPTS],
      ["ERROR_FROM_TARGET", "MaximumEventAgeInSeconds", "5"],
    );
  });

  it("fills the 24 hours of the default policy with its 185 retries", async () => {
    const { deliverer, clock, calls, deadLetters } = delivering([BUSY]);
    deliverer.deliver(delivery());
    await skipAll(clock);
    const { EXHAUSTED_RETRY_CONDITION, RETRY_ATTEMPTS } = deadLetters[0]?.attributes ?? {};
    assert.deepEqual(
      [calls.at(-1), EXHAUSTED_RETRY_CONDITION, RETRY_ATTEMPTS],
      [86_015, "MaximumEventAgeInSeconds", "176"],
    );
  });

  for (const [name, code] of [
    ["ResourceNotFoundException", "NO_RESOURCE"],
    ["StateMachineDoesNotExist", "NO_RESOURCE"],
    ["QueueDoesNotExist", "NO_RESOURCE"],
    ["InvalidParameterValue", "INVALID_PARAMETER"],
    ["RequestTooLargeException", "INVALID_PARAMETER"],
  ] as const) {
    it(`sends an event there at once that a target refuses by ${name}`, async () => {
      const { deliverer, clock, calls, deadLetters } = delivering([new AwsError(name, "No.")]);
      deliverer.deliver(delivery());
      await skipAll(clock);
      assert.deepEqual(
        [calls, deadLetters.map(({ attributes }) => attributes)],
        [
          [0],
          [
            {
              RULE_ARN: RULE,
              TARGET_ARN: TARGET,
              ERROR_CODE: code,
              ERROR_MESSAGE: "No.",
              RETRY_ATTEMPTS: "0",
            },
          ],
        ],
      );
    });
  }

  it("sends an event there of which no input could be made", () => {
    const { deliverer, calls, deadLetters } = delivering([undefined]);
    const { input: _input, ...addressed } = delivery();
    deliverer.reject(addressed, new Error("a template that makes no JSON"));
    const { ERROR_CODE, ERROR_MESSAGE, RETRY_ATTEMPTS } = deadLetters[0]?.attributes ?? {};
    assert.deepEqual(
      [calls, ERROR_CODE, ERROR_MESSAGE, RETRY_ATTEMPTS],
      [[], "INVALID_JSON", "a template that makes no JSON", "0"],
    );
  });

  for (const deadLetterArn of [undefined, "arn:aws:sqs:eu-west-1:123456789012:lost"]) {
    it(`only tells what was not delivered with the dead-letter queue ${deadLetterArn}`, async () => {
      const { deliverer, clock, deadLetters } = delivering([new AwsError("QueueDoesNotExist", "No.")]);
      const { deadLetterArn: _dead, ...target } = delivery().target;
      deliverer.deliver({ ...delivery(), target: { ...target, ...(deadLetterArn && { deadLetterArn }) } });
      await skipAll(clock);
      assert.deepEqual(deadLetters, []);
      assert.deepEqual(deliverer.undelivered, [
        { rule: "orders", targetArn: TARGET, eventId: "1", errorCode: "NO_RESOURCE", errorMessage: "No." },
      ]);
    });
  }

  it("tells of a mistake of the user's to who waits, and sends it nowhere", async () => {
    const mistake = new UserError({ expected: "a", found: "b", advice: "Choose a." });
    const { deliverer, deadLetters, givenUp, done } = delivering([mistake]);
    deliverer.deliver(delivery());
    await assert.rejects(done(), mistake);
    assert.deepEqual([deadLetters, givenUp], [[], [mistake.message]]);
  });

  it("does not try again after its signal", async () => {
    const stop = new AbortController();
    const { deliverer, clock, calls, deadLetters, givenUp } = delivering([BUSY], { signal: stop.signal });
    deliverer.deliver(delivery());
    await afterAllPromises();
    stop.abort(new Error("Stopped by the user"));
    await skipAll(clock);
    assert.deepEqual([calls, deadLetters, givenUp], [[0], [], ["Stopped by the user"]]);
  });

  it("calls a target as often as it is told for each event", async () => {
    const { deliverer, clock, calls } = delivering([undefined], { copies: 2 });
    deliverer.deliver(delivery());
    await skipAll(clock);
    assert.deepEqual(calls, [0, 0]);
  });

  it("begins when it is let", () => {
    const held: (() => void)[] = [];
    const { deliverer, calls } = delivering([undefined], { begin: (work) => void held.push(work) });
    deliverer.deliver(delivery());
    assert.deepEqual(calls, []);
    for (const work of held) work();
    assert.deepEqual(calls, [0]);
  });
});
