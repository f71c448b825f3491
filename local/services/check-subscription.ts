import { UserError } from "../../reporting/user-error.ts";
import type { ResolvedResource } from "../synthesized/resolve-stack.ts";

/**
 * That a topic can deliver to its subscriber ("Amazon SNS message delivery for FIFO topics").
 *
 * @throws UserError for what AWS refuses: a FIFO topic delivers to queues alone, and a FIFO queue takes from FIFO topics alone
 */
export function checkSubscription({ address, attributes }: ResolvedResource): void {
  const { topic_arn: topicArn, protocol, endpoint } = attributes;
  const isFifoTopic = String(topicArn).endsWith(".fifo");
  if (isFifoTopic && protocol !== "sqs") {
    throw new UserError({
      at: address,
      expected: 'the protocol "sqs", since the topic is FIFO',
      found: `"${protocol}"`,
      advice: `Subscribe a queue, which can feed a function; AWS refuses it: Invalid protocol type: ${protocol}.`,
    });
  }
  if (!isFifoTopic && protocol === "sqs" && String(endpoint).endsWith(".fifo")) {
    throw new UserError({
      at: address,
      expected: "a FIFO topic, since the queue is FIFO",
      found: String(topicArn),
      advice: "Set fifo_topic; AWS refuses it: FIFO SQS Queues can not be subscribed to standard SNS topics.",
    });
  }
}
