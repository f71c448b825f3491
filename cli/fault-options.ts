import type { Command } from "commander";
import type { Faults } from "../local/bus/faults.ts";
import { type FailureCounts, failureCount } from "./failure-count.ts";
import { seedNumber } from "./seed-number.ts";

/** The options by which a user makes something go wrong. */
export interface FaultOptions {
  readonly duplicateEvents?: boolean;
  readonly shuffleEvents?: boolean;
  readonly seed?: number;
  readonly fail?: FailureCounts;
}

export function addFaultOptions(command: Command): Command {
  return command
    .option("--duplicate-events", "deliver each event, message and batch of a stream twice")
    .option("--shuffle-events", "deliver events and messages in another order")
    .option("--seed <number>", "of that order, to repeat it; a new one without it", seedNumber)
    .option(
      "--fail <function:count>",
      "let the first calls of a function fail, such as compress:2; may be repeated",
      failureCount,
    );
}

/** @param newSeed gives the seed of an order that nobody named. @returns undefined where nothing is to go wrong */
export function faultsOf(
  { duplicateEvents, shuffleEvents, seed, fail }: FaultOptions,
  newSeed: () => number,
): Faults | undefined {
  const faults: Faults = {
    ...(duplicateEvents && { duplicateEvents }),
    ...((shuffleEvents || seed !== undefined) && { shuffleEvents: { seed: seed ?? newSeed() } }),
    ...(fail && { failures: fail }),
  };
  return Object.keys(faults).length === 0 ? undefined : faults;
}

/** How a run with another order can be repeated; nothing for other faults. */
export function seedText(faults: Faults | undefined): string {
  const { shuffleEvents } = faults ?? {};
  return shuffleEvents === undefined ? "" : `Events are shuffled with --seed ${shuffleEvents.seed}\n`;
}
