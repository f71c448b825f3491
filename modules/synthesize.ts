import { App } from "cdktf";
import { coloredMessage } from "../reporting/colored-message.ts";
import { UserError } from "../reporting/user-error.ts";

/**
 * Declares an app and writes it to `cdktf.out`. A mistake in what is declared or built ends with its message, without
 * a stack trace, and exit code 1; nothing is written then.
 */
export function synthesize(declare: (app: App) => void): void {
  try {
    const app = new App({ stackTraces: false });
    declare(app);
    app.synth();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${coloredMessage(error, process.stderr)}\n`);
    process.exitCode = 1;
  }
}
