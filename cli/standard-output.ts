import { coloredMessage } from "../reporting/colored-message.ts";
import { notWritable } from "../reporting/not-writable.ts";
import { UserError } from "../reporting/user-error.ts";
import { ExitCode } from "./exit-code.ts";

/**
 * Lets the command end in order when its standard output cannot be written. Who has read enough (`| head`) did nothing wrong: the exit
 * code stays. A full disk is told of, with exit code 1.
 */
export function guardStandardOutput(program: NodeJS.Process): void {
  const { stdout, stderr } = program;
  stderr.on("error", () => {}); // nobody is left to tell
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    const problem = new UserError({
      at: "standard output",
      expected: "a place that takes the whole output",
      found: notWritable(error),
      advice: "Make room, or write it elsewhere.",
    });
    stderr.write(`${coloredMessage(problem, stderr)}\n`);
    program.once("exit", () => {
      program.exitCode = ExitCode.failure; // whatever the command says of itself
    });
  });
}
