import { resolve, sep } from "node:path";
import { App } from "cdktf";
import { coloredMessage } from "../reporting/colored-message.ts";
import { notWritable } from "../reporting/not-writable.ts";
import { UserError } from "../reporting/user-error.ts";

/**
 * Declares an app and writes it to `cdktf.out`. A mistake in what is declared or built, and a folder that cannot be
 * written, end with their message, without a stack trace, and exit code 1; nothing is written after a mistake.
 */
export function synthesize(declare: (app: App) => void): void {
  try {
    const app = new App({ stackTraces: false });
    declare(app);
    app.synth();
  } catch (error) {
    const problem = error instanceof UserError ? error : unwritableOutput(error);
    if (problem === undefined) throw error;
    process.stderr.write(`${coloredMessage(problem, process.stderr)}\n`);
    process.exitCode = 1;
  }
}

const REFUSALS: ReadonlySet<string> = new Set(["EACCES", "EEXIST", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]);

/** What the system refused to write below the output folder, as a mistake of the user; undefined for all else. */
function unwritableOutput(error: unknown): UserError | undefined {
  const folder = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  const {
    code = "",
    path = "",
    dest = path,
  } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  if (!REFUSALS.has(code) || !(resolve(dest) + sep).startsWith(resolve(folder) + sep)) return undefined;
  return new UserError({
    at: folder,
    expected: "an output folder that can be written to",
    found: notWritable(error),
    advice: "Give yourself permission, make room, or name another folder in CDKTF_OUTDIR.",
  });
}
