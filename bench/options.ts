import { parseArgs } from "node:util";
import { UserError } from "../reporting/user-error.ts";
import { CONTENDERS, type Contender } from "./contenders.ts";

/** What can be measured. Each but `cold` can be left out: all others start from a cold build. */
export const MEASURES = ["cold", "unchanged", "changed", "own", "growth", "init"] as const;

const MIN_KEPT_ROUNDS = 3;

export type Measure = (typeof MEASURES)[number];

export interface BenchOptions {
  /** Sizes of the generated apps. */
  readonly handlers: readonly number[];
  readonly measures: ReadonlySet<Measure>;
  readonly contenders: readonly Contender[];
  /** How often every case runs; the median counts. */
  readonly rounds: number;
  /** Whether nothing was left out and the median is one, so that the run may become the kept one. */
  readonly isComplete: boolean;
}

const OPTIONS = {
  handlers: { type: "string", default: "20,100,1000" },
  only: { type: "string", default: MEASURES.join(",") },
  contenders: { type: "string", default: CONTENDERS.map(({ id }) => id).join(",") },
  rounds: { type: "string", default: "3" },
} as const;

/**
 * Options from the command line: `--handlers 20,100,1000`, `--only cold,unchanged`, `--contenders call,terraloom`,
 * `--rounds 3`; these sizes and rounds, and all measures and contenders, are the defaults.
 *
 * @throws UserError for an option or a value that is none of these.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const values = parsedValues(args);
  const measures = new Set<Measure>(["cold", ...list(values.only).map((name) => measureOf(name))]);
  const contenders = new Set(list(values.contenders).map((id) => contenderOf(id)));
  const rounds = wholeNumber("--rounds", values.rounds);
  const isWhole = measures.size === MEASURES.length && contenders.size === CONTENDERS.length;
  return {
    handlers: list(values.handlers).map((size) => wholeNumber("--handlers", size)),
    measures,
    contenders: CONTENDERS.filter((contender) => contenders.has(contender)),
    rounds,
    isComplete: isWhole && rounds >= MIN_KEPT_ROUNDS,
  };
}

function parsedValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    throw new UserError({
      at: "bench",
      expected: `the options ${Object.keys(OPTIONS)
        .map((name) => `--${name}`)
        .join(", ")}`,
      found: JSON.stringify(args.join(" ")),
      advice: "See the README.md beside bench.ts.",
    });
  }
}

function list(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim());
}

function measureOf(name: string): Measure {
  const measure = MEASURES.find((known) => known === name);
  if (measure !== undefined) return measure;
  throw unknownValue("--only", MEASURES, name);
}

function contenderOf(id: string): Contender {
  const contender = CONTENDERS.find((known) => known.id === id);
  if (contender !== undefined) return contender;
  throw unknownValue(
    "--contenders",
    CONTENDERS.map((known) => known.id),
    id,
  );
}

function unknownValue(at: string, known: readonly string[], found: string): UserError {
  return new UserError({
    at,
    expected: `some of ${known.join(", ")}`,
    found: JSON.stringify(found),
    advice: "Separate them by commas.",
  });
}

function wholeNumber(at: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UserError({
    at,
    expected: "a whole number of at least 1",
    found: JSON.stringify(text),
    advice: "Leave it out for the default.",
  });
}
