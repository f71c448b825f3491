import type { UserErrorParts } from "../reporting/user-error.ts";

/** A function or layer that a build was asked for. */
export interface AskedArtifact {
  readonly kind: "function" | "layer";
  readonly id: string;
  /** The entry or the folder that it is made from, relative to the project's root. */
  readonly source: string;
}

/** Something in the sources that keeps functions and layers from being built. */
export interface BuildProblem {
  /** What is told where it is the only problem. */
  readonly parts: UserErrorParts;
  /** What is told after the place where there are others: what remains of the sentence when it is not said for each. */
  readonly brief?: string;
  /** Where in a file. */
  readonly place?: SourcePlace;
  /** The package that an import did not find. */
  readonly missingPackage?: string;
  readonly breaks: readonly AskedArtifact[];
}

/** A place in a file, counted from one as editors do. */
export interface SourcePlace {
  /** Relative to the project's root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
