import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { notReadable } from "../reporting/not-readable.ts";
import { UserError } from "../reporting/user-error.ts";
import type { Plan } from "../review/plan/plan.ts";
import { notAPlan, planText } from "../review/plan/plan-text.ts";
import { readPlan } from "../review/plan/read-plan.ts";
import { stackNames } from "./stack-names.ts";

/** Stands for standard input among the paths. */
const STANDARD_INPUT = "-";

/**
 * Reads plans, each named by what its path has of its own. One that cannot be read is left out and told of.
 *
 * @param paths - files, or `-`; standard input without any.
 * @param onError - gets the mistake of each that was left out.
 */
export async function readPlans(
  paths: readonly string[],
  onError: (error: UserError) => void,
): Promise<readonly Plan[]> {
  const files = paths.length === 0 ? [STANDARD_INPUT] : paths;
  const names = stackNames(files);
  const plans: Plan[] = [];
  for (const [index, path] of files.entries()) {
    try {
      plans.push(await planAt(path, names[index] ?? ""));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      onError(error);
    }
  }
  return plans;
}

async function planAt(path: string, stack: string): Promise<Plan> {
  const file = path === STANDARD_INPUT ? "standard input" : path;
  const bytes = path === STANDARD_INPUT ? await readInput(file) : readBytes(path);
  return readPlan(planText(bytes, file), file, stack);
}

async function readInput(file: string): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw notAPlan(file, "a terminal");
  return buffer(process.stdin);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw notAPlan(path, notReadable(error));
  }
}
