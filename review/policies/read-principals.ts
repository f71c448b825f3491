import { isJsonObject, type Json } from "../plan/json.ts";

const TYPES: ReadonlyMap<string, string> = new Map(
  ["AWS", "Service", "Federated", "CanonicalUser"].map((type) => [type.toLowerCase(), type]),
);

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"];

const ACCOUNT = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;

/**
 * The principals of a Principal or NotPrincipal element as `AWS: arn…`, `Service: lambda.amazonaws.com`, or `*`. A whole account is
 * `AWS: 111122223333`, however it is written. Undefined of what is no such element; "AWS JSON policy elements: Principal", AWS
 * documentation.
 */
export function readPrincipals(principal: Json): readonly string[] | undefined {
  if (principal === "*") return ["*"];
  if (!isJsonObject(principal)) return undefined;
  const principals: string[] = [];
  for (const [key, value] of Object.entries(principal)) {
    const type = TYPES.get(key.toLowerCase());
    const names = Array.isArray(value) ? (value as readonly Json[]) : [value];
    if (type === undefined) return undefined;
    for (const name of names) {
      if (typeof name !== "string") return undefined;
      principals.push(principalOf(type, name));
    }
  }
  return [...new Set(principals)].sort();
}

function principalOf(type: string, name: string): string {
  if (type !== "AWS") return `${type}: ${type === "Service" ? name.toLowerCase() : name}`;
  if (name === "*") return "*";
  return `AWS: ${ACCOUNT.exec(name)?.[1] ?? name}`;
}

/** The account of `AWS: 111122223333` or `AWS: arn:aws:iam::111122223333:role/r`; undefined where none is named. */
export function accountOf(principal: string): string | undefined {
  return /^AWS: (?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

/** All that a principal stands for: of an account, everybody in it. */
export function principalPatterns(principal: string): readonly string[] {
  const account = /^AWS: (\d{12})$/.exec(principal)?.[1];
  if (account === undefined) return [principal];
  const arns = PARTITIONS.flatMap((partition) =>
    ["iam", "sts"].map((service) => `AWS: arn:${partition}:${service}::${account}:*`),
  );
  return [principal, ...arns];
}
