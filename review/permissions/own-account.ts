import type { ResourceChange } from "../plan/plan.ts";

/** The account that most ARNs of a plan are in; undefined for a plan without any. */
export function ownAccount(changes: readonly ResourceChange[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { before, after } of changes) {
    const arn = before?.arn ?? after?.arn;
    const account = typeof arn === "string" ? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined;
    if (account !== undefined) counts.set(account, (counts.get(account) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}
