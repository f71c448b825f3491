import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { AskedArtifact, BuildProblem } from "./build-problem.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BundleError } from "./bundle-error.ts";
import { sourceProblem } from "./source-problem.ts";

/** What a part of the build came to: what is built, and why the rest is not. */
export interface BuildOutcome {
  readonly built: readonly BuiltArtifact[];
  readonly problems: readonly BuildProblem[];
}

/** What `build` comes to; a mistake of the user that it throws is a problem of all of `asked`, and hides no other. */
export async function attempt(
  { projectRoot }: BuildContext,
  asked: readonly AskedArtifact[],
  build: () => Promise<BuildOutcome>,
): Promise<BuildOutcome> {
  try {
    return await build();
  } catch (error) {
    if (error instanceof UserError) return { built: [], problems: [{ parts: error.parts, breaks: asked }] };
    if (!(error instanceof BundleError)) throw error;
    const { errors, purpose } = error;
    return {
      built: [],
      problems: errors.map((message) => sourceProblem(message, { projectRoot, purpose }, asked)),
    };
  }
}

/** All of several outcomes. */
export function together(outcomes: readonly BuildOutcome[]): BuildOutcome {
  return {
    built: outcomes.flatMap(({ built }) => built),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}
