import { viewPlan } from "../../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../../review/decisions/protections.ts";
import { smallPlan } from "../../small-plan.ts";
import { decisionLines } from "../decision-lines.ts";

/** What the rules about single settings say of an update of one resource, `<type>.x`. */
export const ruleLines = (type: string, before: object, after: object, more: object = {}) =>
  decisionLines(protectionDecisions(viewPlan(smallPlan([{ address: `${type}.x`, before, after, ...more }]))));
