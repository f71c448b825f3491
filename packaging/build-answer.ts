import type { UserErrorParts } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";

/** What the build process answers, as JSON on {@link ANSWER_CHANNEL}. */
export type BuildAnswer =
  | { readonly ok: true; readonly artifacts: readonly Artifact[] }
  /** A mistake of the user. */
  | { readonly ok: false; readonly error: UserErrorParts }
  /** A failure of Terraloom or of the machine, with its stack trace. */
  | { readonly ok: false; readonly stack: string };

/** The file descriptor of the answer, so that nothing that is printed can mix with it. */
export const ANSWER_CHANNEL = 3;
