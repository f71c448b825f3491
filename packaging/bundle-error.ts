import type { BuildFailure, Message } from "esbuild";

/** What a bundle is for, as an error message names it. */
export type BundlePurpose = "handler" | "source layer";

/** Sources that esbuild refuses: mistakes of the user, which `sourceProblem` tells in the words of Terraloom. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly purpose: BundlePurpose;
  readonly errors: readonly Message[];

  constructor(errors: readonly Message[], purpose: BundlePurpose) {
    super(errors.map(({ text }) => text).join("\n"));
    this.purpose = purpose;
    this.errors = errors;
  }
}

/** Whether esbuild refused the sources, unlike a failure of esbuild itself. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
