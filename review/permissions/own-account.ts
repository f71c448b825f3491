import type { Plan, ResourceChange } from "../plan/plan.ts";

/**
 * The account that a plan is for: what it says itself, or the one that most of its ARNs are in, or the one to which the policies of its
 * keys leave everything (without that, nobody could change them: "Key policies in AWS KMS", AWS documentation). Undefined if nothing tells.
 */
export const ownAccount = ({ account, changes }: Plan): string | undefined =>
  account ?? mostOf(changes, accountOfArn) ?? mostOf(changes, accountOfKey);

function mostOf(
  changes: readonly ResourceChange[],
  accountOf: (change: ResourceChange) => string | undefined,
): string | undefined {
  const counts = new Map<string, number>();
  for (const change of changes) {
    const account = accountOf(change);
    if (account !== undefined) counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

function accountOfArn({ before, after }: ResourceChange): string | undefined {
  const arn = before?.arn ?? after?.arn;
  return typeof arn === "string" ? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined;
}

function accountOfKey({ type, before, after }: ResourceChange): string | undefined {
  const policy = before?.policy ?? after?.policy;
  if (!/^aws_kms_key(?:_policy)?$/.test(type) || typeof policy !== "string" || !policy.includes("kms:*"))
    return undefined;
  const accounts = new Set(
    [...policy.matchAll(/"arn:[\w-]+:iam::(\d{12}):root"/g)].map(([, account]) => account),
  );
  return accounts.size === 1 ? [...accounts][0] : undefined;
}
