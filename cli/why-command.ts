import type { Command } from "commander";
import type { WhyOptions } from "./why/why.ts";

/** `terraloom why <name>`: which inputs make the hash of a function or layer another one. */
export function addWhyCommand(program: Command): void {
  program
    .command("why")
    .description("say which inputs made the hash of a function or layer another one since the last deploy")
    .argument("<name>", "of the function or layer, as in its address")
    .option(
      "--state <file>",
      "what is deployed: a state (terraform state pull) or a plan (terraform show -json plan.out), or - for standard input; the state of a local backend is found without it",
    )
    .option(
      "--commit <commit>",
      "compare with what a commit builds; with --state: build it to know what the state has",
    )
    .option("--base <file>", "compare with a manifest that was kept")
    .option("--manifest <file>", "of the build to look at; synthesizes the app without it")
    .option("--json", "print that as JSON, and nothing else on standard output")
    .action(async (name: string, options: WhyOptions) => {
      // What builds and compares is loaded when it is needed: other commands start faster.
      const { why } = await import("./why/why.ts");
      process.exitCode = await why(name, options);
    });
}
