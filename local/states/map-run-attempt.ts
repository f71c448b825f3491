import { randomUUID } from "node:crypto";
import { type ChildAttempt, isFinal } from "./child-attempt.ts";
import { type MapRun, mapRunOf } from "./child-execution.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** One attempt at a Map Run: what its children are to do, and how far they have come. A redrive goes on from it. */
export interface MapRunAttempt {
  readonly mapRun: MapRun;
  /** How many items were read; batches make fewer children of them. */
  readonly itemCount: number;
  /** Of the children, in order. */
  readonly inputs: readonly unknown[];
  readonly redriveCount: number;
  /** By the places of their inputs; undefined for one that has not begun. */
  readonly children: (ChildAttempt | undefined)[];
}

/** "You haven't exceeded the hard limit of 1000 redrives of a given Map Run." */
const MOST_REDRIVES = 1000;

export function firstMapRunAttempt(
  run: StateRun,
  inputs: readonly unknown[],
  itemCount: number,
): MapRunAttempt {
  return { mapRun: mapRunOf(run, randomUUID()), itemCount, inputs, redriveCount: 0, children: [] };
}

/** @throws StatesError `States.Runtime` for more redrives than AWS allows */
export function redrivenMapRun(earlier: MapRunAttempt): MapRunAttempt {
  if (earlier.redriveCount >= MOST_REDRIVES) {
    throw new StatesError("States.Runtime", `The Map Run was redriven ${MOST_REDRIVES} times already.`);
  }
  return { ...earlier, redriveCount: earlier.redriveCount + 1, children: [...earlier.children] };
}

/** Whether a redrive starts a new Map Run in the place of one that has failed so ("Redriving Map Runs in Step Functions executions"). */
export function needsNewMapRun(thrown: unknown): boolean {
  const { error } = (thrown ?? {}) as { readonly error?: unknown };
  return error === "States.DataLimitExceeded" || error === "States.Runtime";
}

/** The end of a child that is not tried again; undefined for all others. */
export function finalChild({ children }: MapRunAttempt, index: number, nowMs: number) {
  const child = children[index];
  return child !== undefined && isFinal(child, nowMs) ? child.ended : undefined;
}
