import type { Inline } from "../page/document.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** A resource on the page: its address, behind its stack where there are several. */
export const resourceName = (change: Pick<ResourceChange, "stack" | "address" | "deposed">): Inline => [
  { code: change.stack === "" ? change.address : `${change.stack}: ${change.address}` },
  ...(change.deposed === undefined ? [] : [" (an old object that was left behind)"]),
];

/** The words of a type: `aws_sqs_queue` is an `sqs queue`. */
export const typeWords = (type: string): string => type.replace(/^aws_/, "").replaceAll("_", " ");
