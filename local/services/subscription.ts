import { patternMatcher } from "../events/matches-pattern.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { checkSubscription } from "./check-subscription.ts";
import type { Notification } from "./notification.ts";

/** Who gets what is published to a topic. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  /** `sqs` and `lambda` are delivered to. */
  readonly protocol: string;
  readonly endpoint: string;
  /** Whether a queue gets the message alone. */
  readonly isRaw: boolean;
  /** What its filter policy takes, by the attributes of a message or by its body. Default: all. */
  readonly takes?: (compared: JsonObject) => boolean;
  readonly isBodyFiltered: boolean;
}

/** @throws UserError for a subscription that AWS would refuse */
export function subscriptionsOf(stack: ResolvedStack): readonly Subscription[] {
  const declared = stack.ofType("aws_sns_topic_subscription");
  for (const resource of declared) checkSubscription(resource);
  return declared.map(({ address, attributes }) => ({
    arn: `${attributes.topic_arn}:${address.replace("aws_sns_topic_subscription.", "")}`,
    topicArn: String(attributes.topic_arn),
    protocol: String(attributes.protocol),
    endpoint: String(attributes.endpoint),
    isRaw: attributes.raw_message_delivery === true,
    ...(attributes.filter_policy !== undefined && {
      takes: patternMatcher(JSON.parse(String(attributes.filter_policy))),
    }),
    isBodyFiltered: attributes.filter_policy_scope === "MessageBody",
  }));
}

/** "Amazon SNS subscription filter policies": they compare as event patterns do. */
export function takesNotification(subscription: Subscription, notification: Notification): boolean {
  const { takes, isBodyFiltered } = subscription;
  if (takes === undefined) return true;
  const compared = isBodyFiltered ? parsedJson(notification.message) : attributesOf(notification);
  return isJsonObject(compared) && takes(compared);
}

function attributesOf({ attributes }: Notification): JsonObject {
  const values = Object.entries(attributes)
    .filter(([, { StringValue }]) => StringValue !== undefined)
    .map(([name, { DataType, StringValue = "" }]) => [name, attributeValue(DataType, StringValue)]);
  return Object.fromEntries(values);
}

/** The values of an array are compared one by one. */
function attributeValue(dataType: string, text: string): unknown {
  if (dataType === "Number" || dataType.startsWith("Number.")) return Number(text);
  const parsed = dataType === "String.Array" ? parsedJson(text) : undefined;
  return parsed === undefined ? text : parsed;
}
