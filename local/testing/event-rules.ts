import { matchesPattern } from "../events/matches-pattern.ts";
import { type MatchedRule, type TargetInputFields, targetInput } from "../events/target-input.ts";
import { validatePattern } from "../events/validate-pattern.ts";
import type { JsonObject } from "../states/json-value.ts";

/**
 * Whether EventBridge would match an event with an event pattern.
 *
 * @throws UserError, naming the field, for a pattern that EventBridge would refuse.
 */
export function matches(pattern: object, event: object): boolean {
  validatePattern(pattern);
  return matchesPattern(pattern, event);
}

const RULE: MatchedRule = {
  arn: "arn:aws:events:us-east-1:123456789012:rule/test",
  name: "test",
  ingestionTime: "2026-01-01T00:00:00Z",
};

/**
 * What a target of a rule would get of an event: a JSON value, or the text of a template that makes none.
 *
 * @param transformer a constant, a path or an input transformer; `{}` for the whole event
 * @param rule what the reserved variables say of the rule; default: a rule named `test`
 * @throws UserError for what EventBridge would refuse or not deliver.
 */
export function transform(
  transformer: TargetInputFields,
  event: object,
  rule: Partial<MatchedRule> = {},
): unknown {
  return targetInput(transformer, event as JsonObject, { ...RULE, ...rule });
}
