import { type Command, Option } from "commander";
import { GATES, type Gate } from "../review/decisions/decision.ts";
import { ExitCode } from "./exit-code.ts";
import { gateList } from "./gate-list.ts";

export interface ReviewOptions {
  readonly format: "markdown" | "html" | "json" | "terminal";
  readonly gate: ReadonlySet<Gate>;
  readonly manifest?: string;
  readonly base?: string;
  readonly out?: string;
}

/** `terraloom review [plans…]`: one page that says what a plan means. */
export function addReviewCommand(program: Command): void {
  program
    .command("review")
    .description("say what a Terraform plan means, on one page (from: terraform show -json plan.out)")
    .argument("[plans...]", "files with plans as JSON; standard input without any, or for -")
    .addOption(
      new Option("--format <name>", "of the page")
        .choices(["markdown", "html", "json", "terminal"])
        .default("markdown"),
    )
    .option("--manifest <file>", "of the build that the plan deploys, to show code changes by file")
    .option("--base <file>", "the manifest of what is deployed now")
    .addOption(
      new Option(
        "--gate <list>",
        `which decisions make the exit code ${ExitCode.needsDecision}: some of ${GATES.join(",")}`,
      )
        .argParser(gateList)
        .default(new Set(GATES), "all"),
    )
    .option("--out <file>", "write the page there")
    .action(async (paths: readonly string[], options: ReviewOptions) => {
      // What reviews is loaded when it is needed: other commands start faster.
      const { review } = await import("./review.ts");
      process.exitCode = await review(paths, options);
    });
}
