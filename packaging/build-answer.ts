import type { UserErrorParts } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import type { BuildRequest } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";

/** What the build process is asked, as JSON on its stdin. */
export interface BuildQuestion {
  readonly request: BuildRequest;
  /** What need not be built. */
  readonly recalled: readonly BuiltArtifact[];
}

/** What the build process answers, as JSON on {@link ANSWER_CHANNEL}. */
export type BuildAnswer = {
  /** Where artifacts are that the cache could not take: to be removed by whoever has used them. */
  readonly overflow?: string;
} & (
  | { readonly ok: true; readonly artifacts: readonly Artifact[] }
  /** A mistake of the user. */
  | { readonly ok: false; readonly error: UserErrorParts }
  /** A failure of Terraloom or of the machine, with its stack trace. */
  | { readonly ok: false; readonly stack: string }
);

/** The file descriptor of the answer, so that nothing that is printed can mix with it. */
export const ANSWER_CHANNEL = 3;
