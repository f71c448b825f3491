import type { Inline } from "../page/document.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";

/** A decision about who may do more than before. */
export const iamDecision = (change: ResourceChange, text: Inline): Decision =>
  decisionAbout(change, { gate: "iam", rank: 20, text });
