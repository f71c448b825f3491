import type { Inline } from "../page/document.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";

/** A decision about who may do more than before. */
export const iamDecision = ({ stack, address }: ResourceChange, text: Inline): Decision => ({
  gate: "iam",
  stack,
  address,
  rank: 20,
  text,
  details: [],
});
