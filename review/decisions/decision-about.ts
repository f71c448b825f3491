import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";

/** A decision about what a plan does with a resource. Default of the details: none. */
export const decisionAbout = (
  { stack, address }: ResourceChange,
  of: Pick<Decision, "gate" | "rank" | "text"> & Partial<Pick<Decision, "details">>,
): Decision => ({ stack, address, details: [], ...of });
