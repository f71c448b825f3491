import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { EventRule } from "./event-rules.ts";

/**
 * A rule by its name in the app (`nightly`), in AWS (`images-dev-nightly`) or its ARN.
 *
 * @param kind what the rules are: "a rule with a schedule"
 * @throws UserError with the names of all rules where there is none of that name
 */
export function ruleNamed(rules: readonly EventRule[], name: string, kind: string): EventRule {
  const found = rules.find((rule) => [rule.nameInApp, rule.name, rule.arn].includes(name));
  if (found !== undefined) return found;
  const names = rules.map(({ nameInApp }) => nameInApp);
  throw new UserError({
    expected: `${kind} "${name}"`,
    found: onlyNames(names),
    advice: "Check the spelling, or declare it.",
  });
}
