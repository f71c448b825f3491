import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";

/**
 * A function whose variables name queues at the local endpoint: the SDK for JavaScript sends a message to the host of the
 * queue's URL, whatever `AWS_ENDPOINT_URL_SQS` says.
 */
export function withLocalQueueUrls(spec: LambdaSpec, endpoint: string, { region }: LocalPlace): LambdaSpec {
  const inAws = `https://sqs.${region}.amazonaws.com/`;
  const local = `${endpoint.replace(/\/$/, "")}/`;
  const entries = Object.entries(spec.environment).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replaceAll(inAws, local) : value,
  ]);
  return { ...spec, environment: Object.fromEntries(entries) };
}
