/** One statement of an IAM policy, in camelCase of its JSON ("IAM JSON policy elements reference"). */
export interface PolicyStatement {
  /** Letters and digits; unique in its document, and the order of statements follows it. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Only in resource policies: `{ Service: "events.amazonaws.com" }`. */
  readonly principals?: Readonly<Record<string, string>>;
  /** Operator → key → value. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Default: `Allow`. */
  readonly effect?: "Allow" | "Deny";
}

/**
 * The policy as JSON text, the same for every order in which statements were added. Of statements with one `sid` the
 * actions and resources are merged.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  const merged = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const earlier = merged.get(statement.sid);
    merged.set(
      statement.sid,
      earlier === undefined
        ? statement
        : {
            ...statement,
            actions: [...earlier.actions, ...statement.actions],
            resources: [...earlier.resources, ...statement.resources],
          },
    );
  }
  const sorted = [...merged.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
  return JSON.stringify({ Version: "2012-10-17", Statement: sorted.map(statementJson) });
}

function statementJson(statement: PolicyStatement): object {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    ...(statement.principals && { Principal: statement.principals }),
    Action: distinct(statement.actions),
    Resource: distinct(statement.resources),
    ...(statement.conditions && { Condition: statement.conditions }),
  };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
