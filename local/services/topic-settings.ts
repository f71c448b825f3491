import { UserError } from "../../reporting/user-error.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";

/** What a topic was declared to do ("CreateTopic" in the Amazon SNS API Reference). */
export interface TopicSettings {
  readonly arn: string;
  readonly isFifo: boolean;
  readonly isContentDeduplicated: boolean;
  /** Whether ids of duplicates count within a group alone. */
  readonly isDeduplicatedByGroup: boolean;
}

/** @throws UserError for a name that does not fit the kind of topic, which AWS would refuse */
export function readTopicSettings(stack: ResolvedStack): readonly TopicSettings[] {
  return stack.ofType("aws_sns_topic").map((topic) => {
    const { arn, attributes } = topic;
    checkName(topic);
    return {
      arn,
      isFifo: attributes.fifo_topic === true,
      isContentDeduplicated: attributes.content_based_deduplication === true,
      isDeduplicatedByGroup: attributes.fifo_throughput_scope === "MessageGroup",
    };
  });
}

/** Terraform makes the names that are not given, and knows what they end in. */
function checkName({ address, attributes }: ResolvedResource): void {
  const { name, fifo_topic: isFifo = false } = attributes;
  if (typeof name !== "string" || name.endsWith(".fifo") === isFifo) return;
  throw new UserError({
    at: address,
    expected: isFifo ? 'a name that ends in ".fifo", since the topic is FIFO' : 'a name without ".fifo"',
    found: `"${name}"`,
    advice: `${isFifo ? "Change the name" : "Change it, or set fifo_topic"}; AWS refuses such a topic: Invalid parameter: Topic Name.`,
  });
}
