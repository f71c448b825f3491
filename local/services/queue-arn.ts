import type { LocalPlace } from "../synthesized/computed-attributes.ts";

/** The ARN of a queue by its URL, whatever host that names: the SDK may put its endpoint there. */
export function queueArnOf(queueUrl: unknown, { region, accountId }: LocalPlace): string {
  const [name = "", account = accountId] = String(queueUrl).split("/").reverse();
  return `arn:aws:sqs:${region}:${account}:${name}`;
}
