import { isLoss, isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { LOSSES, type Loss } from "./rules/losses.ts";

/** What is lost with an object, as it reads after "is destroyed:"; undefined for a type that holds nothing known. */
export const lossOf = (change: ResourceChange): Loss | undefined =>
  LOSSES.find(({ type }) => type.test(change.type));

/** Whether the object that there was is gone, and that matters. */
export const isLost = (change: ResourceChange): boolean =>
  isLoss(change.action) && !keepsOld(change) && !isRoutine(change);

/** Whether the object that there was stays, though Terraform lets go of it. */
const keepsOld = ({ before }: ResourceChange): boolean => before?.skip_destroy === true;

/** What has no effect but on other objects of the plan, which are told of themselves: made anew whenever something changes. */
const isRoutine = ({ type, action }: ResourceChange): boolean =>
  (type === "aws_api_gateway_deployment" && action === "create-then-delete") ||
  // Tasks that run keep the revision that they were started with.
  (/^(?:terraform_data|null_resource|local_file|aws_ecs_task_definition)$/.test(type) &&
    isReplacement(action));

/** Whether it is lost for good: a new object may serve again, if those who call it by its name find it. */
export function isLasting({ action, replacedFor, deposed }: ResourceChange, { kind }: Loss): boolean {
  // Nobody calls an object that was left behind.
  if (deposed !== undefined) return kind === "data";
  if (!isReplacement(action) || kind === "data" || kind === "place") return true;
  return kind === "name" && replacedFor.some((attribute) => /(?:^|_)name(?:_prefix)?$/.test(attribute));
}
