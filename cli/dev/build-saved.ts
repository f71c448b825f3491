import { UserError } from "../../reporting/user-error.ts";
import type { DevApp } from "./dev-app.ts";

/** What became of the functions and layers that were to be built. */
export interface SavedBuild {
  /** The ids of those that are something else now. */
  readonly changed: readonly string[];
  readonly failed: readonly string[];
  /** Why; one that several have in common once. */
  readonly errors: readonly UserError[];
  readonly tookMs: number;
}

/** Builds functions and layers together, and each alone where they cannot be built together: one must not stop the others. */
export async function buildSaved(dev: Pick<DevApp, "build">, ids: readonly string[]): Promise<SavedBuild> {
  const startedAt = performance.now();
  const outcome = await buildTogether(dev, ids);
  return { ...outcome, tookMs: performance.now() - startedAt };
}

async function buildTogether(
  dev: Pick<DevApp, "build">,
  ids: readonly string[],
): Promise<Omit<SavedBuild, "tookMs">> {
  try {
    return { changed: await dev.build(ids), failed: [], errors: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (ids.length === 1) return { changed: [], failed: ids, errors: [error] };
  }
  const outcomes = [];
  for (const id of ids) outcomes.push(await buildTogether(dev, [id]));
  const errors = new Map(outcomes.flatMap((one) => one.errors).map((error) => [error.message, error]));
  return {
    changed: outcomes.flatMap(({ changed }) => changed),
    failed: outcomes.flatMap(({ failed }) => failed),
    errors: [...errors.values()],
  };
}
