import type { Inline } from "../page/document.ts";

/** What `--gate` can ask for. */
export const GATES = ["destroy", "replace", "iam", "public", "protection", "contract", "capacity"] as const;

export type Gate = (typeof GATES)[number];

/** Something that a person has to decide before the plan is applied. */
export interface Decision {
  readonly gate: Gate;
  readonly stack: string;
  /** Of the resource, or `output.<name>`. */
  readonly address: string;
  /** One sentence: what happens. */
  readonly text: Inline;
  /** What more there is to know, a line each. */
  readonly details: readonly Inline[];
  /** From 0, the worst. */
  readonly rank: number;
}
