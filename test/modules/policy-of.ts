import type { StackJson } from "./synthesized-app.ts";

interface PolicyJson {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** The statements of a resource's policy; `attribute` is the argument that holds its text. */
export function policyOf(
  { resource }: StackJson,
  type: string,
  address: string,
  attribute = "policy",
): PolicyJson["Statement"] {
  const { Version, Statement } = JSON.parse(String(resource[type]?.[address]?.[attribute])) as PolicyJson;
  if (Version !== "2012-10-17") throw new Error(`The policy of ${type}.${address} has the version ${Version}.`);
  return Statement;
}
