import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { packageFile } from "../packaging/package-file.ts";
import { coloredMessage } from "../reporting/colored-message.ts";
import { UserError } from "../reporting/user-error.ts";
import { addBuildCommand } from "./build-command.ts";
import { addCacheCommand } from "./cache-command.ts";
import { addCommentCommand } from "./comment-command.ts";
import { addDevCommand } from "./dev-command.ts";
import { ExitCode } from "./exit-code.ts";
import { addInvokeCommand } from "./invoke-command.ts";
import { addProveCommand } from "./prove-command.ts";
import { addReviewCommand } from "./review-command.ts";
import { addRunCommand } from "./run-command.ts";
import { guardStandardOutput } from "./standard-output.ts";
import { addWhyCommand } from "./why-command.ts";

const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string };

// The SDK's notice about Node 20 is for those who choose its version, not for those who run an app.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

guardStandardOutput(process);

const program = new Command("terraloom")
  .description("Runs a synthesized app on this machine, without AWS")
  .version(version)
  .exitOverride();
addRunCommand(program);
addBuildCommand(program);
addInvokeCommand(program);
addDevCommand(program);
addCacheCommand(program);
addReviewCommand(program);
addWhyCommand(program);
addCommentCommand(program);
addProveCommand(program);

// A gate must not take a mistyped option of the review for a decision.
const wrongUsage = process.argv[2] === "review" ? ExitCode.failure : ExitCode.wrongUsage;

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  else if (error instanceof UserError) {
    process.stderr.write(`${coloredMessage(error, process.stderr)}\n`);
    process.exitCode = ExitCode.wrongUsage;
  } else throw error;
}
