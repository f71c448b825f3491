import type { Construct } from "constructs";
import { validatePattern } from "../local/events/validate-pattern.ts";
import { UserError } from "../reporting/user-error.ts";
import type { EventRuleProps } from "./event-rule.ts";

/**
 * Checks what a rule is asked to be against what EventBridge takes ("Amazon EventBridge quotas", "PutTargets").
 *
 * @throws UserError naming the construct.
 */
export function checkRule(construct: Construct, { pattern, targets }: EventRuleProps): void {
  checkTargets(construct, Object.keys(targets));
  checkPattern(construct, pattern);
}

function checkTargets(construct: Construct, names: readonly string[]): void {
  if (names.length < 1 || names.length > 5) {
    throw new UserError({
      at: construct.node.path,
      expected: "1 to 5 targets, EventBridge's limit for a rule",
      found: String(names.length),
      advice: "Put further targets into a second rule with the same pattern.",
    });
  }
  const unfit = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name));
  if (unfit === undefined) return;
  throw new UserError({
    at: construct.node.path,
    expected: "a target's name of at most 64 letters, digits, - and _ that starts with a letter or _",
    found: JSON.stringify(unfit),
    advice: "It becomes the target's id and address: choose another name.",
  });
}

function checkPattern(construct: Construct, pattern: EventRuleProps["pattern"]): void {
  const at = construct.node.path;
  try {
    validatePattern(pattern);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError({ ...error.parts, at: `${at}, ${error.parts.at}` });
  }
  const { length } = JSON.stringify(pattern);
  if (length <= 2048) return;
  throw new UserError({
    at,
    expected: "an event pattern of at most 2048 characters, EventBridge's limit",
    found: String(length),
    advice: "Split it into several rules.",
  });
}
