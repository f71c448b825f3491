import { type IResolveContext, Token } from "cdktf";
import { lazyText } from "./lazy-text.ts";

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
 * The policy as JSON text, the same for every order in which statements were added. Of statements that differ
 * in actions and resources only, these are merged. `statements` is asked when the stack is synthesized, so that later grants count.
 */
export function policyDocument(statements: () => readonly PolicyStatement[]): string {
  // Tokens are numbered by creation and differ for one attribute: only what they stand for can be compared.
  return lazyText((context) => policyJson(statements().map((statement) => resolved(statement, context))));
}

/** cdktf's own resolution looks into every part, of which few are tokens; there are policies by the hundred. */
function resolved(statement: PolicyStatement, context: IResolveContext): PolicyStatement {
  const { principals, conditions } = statement;
  const text = (value: string): string => (Token.isUnresolved(value) ? context.resolve(value) : value);
  return {
    ...statement,
    actions: statement.actions.map(text),
    resources: statement.resources.map(text),
    ...(principals && { principals: context.resolve(principals) }),
    ...(conditions && { conditions: context.resolve(conditions) }),
  };
}

function policyJson(statements: readonly PolicyStatement[]): string {
  const merged = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const { sid, effect, principals, conditions } = statement;
    const alike = JSON.stringify({ sid, effect, principals, conditions });
    const earlier = merged.get(alike);
    merged.set(alike, earlier === undefined ? statement : union(earlier, statement));
  }
  const sorted = [...merged.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
  return JSON.stringify({ Version: "2012-10-17", Statement: sorted.map(statementJson) });
}

function union(one: PolicyStatement, other: PolicyStatement): PolicyStatement {
  const actions = [...one.actions, ...other.actions];
  return { ...one, actions, resources: [...one.resources, ...other.resources] };
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

/** A statement's id from words: `Rule` and `new_photos_pipeline` give `RuleNewPhotosPipeline`. */
export function statementId(prefix: string, address: string): string {
  const words = address.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return prefix + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
