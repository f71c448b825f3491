import type { PolicyBoxes } from "./policy-boxes.ts";
import { accountOf } from "./read-principals.ts";

/**
 * Tells whether an account is another one than the policy's. Where that is not known: whether neither a principal before nor a resource of
 * the policy is of it.
 */
export function foreignAccounts(
  before: PolicyBoxes,
  after: PolicyBoxes,
  account: string | undefined,
): (other: string) => boolean {
  if (account !== undefined) return (other) => other !== account;
  const known = new Set([
    ...before.statements.flatMap(({ shown }) =>
      shown.principals.flatMap((principal) => accountOf(principal) ?? []),
    ),
    ...[...before.statements, ...after.statements].flatMap(({ shown }) =>
      shown.resources.flatMap((resource) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? []),
    ),
  ]);
  return (other) => !known.has(other);
}
