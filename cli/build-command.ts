import type { Command } from "commander";
import { UserError } from "../reporting/user-error.ts";
import { buildReport, type ReportedArtifact } from "./build-report.ts";
import { buildSummary, buildTable } from "./build-table.ts";
import { type BuiltArtifact, builtArtifacts } from "./built-artifacts.ts";
import { ExitCode } from "./exit-code.ts";
import { interruptible } from "./interruptible.ts";
import { synthesizeApp, synthFolder } from "./synthesize-app.ts";

interface BuildOptions {
  readonly json?: boolean;
}

/** `terraloom build`: synthesizes the app and shows what its functions and layers weigh, and what has changed. */
export function addBuildCommand(program: Command): void {
  program
    .command("build")
    .description("synthesize the app and show what its functions and layers weigh")
    .option("--json", "print that as JSON, and nothing else on standard output")
    .action(async (options: BuildOptions) => {
      process.exitCode = await build(options);
    });
}

async function build({ json = false }: BuildOptions): Promise<number> {
  const { env } = process;
  const folder = synthFolder(env);
  const before = artifactsBefore(folder);
  const { signal, end } = interruptible();
  const isDone = await synthesizeApp(env, signal).finally(end);
  if (!isDone) return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
  const report = buildReport(builtArtifacts(folder), before);
  const text = json ? JSON.stringify({ artifacts: report }, undefined, 2) : tableText(report);
  process.stdout.write(`${text}\n`);
  return ExitCode.success;
}

function tableText(report: readonly ReportedArtifact[]): string {
  const isColored = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return `${buildTable(report, isColored)}\n${buildSummary(report)}`;
}

/** None where nothing was built yet, or by another version, which the synth will write over. */
function artifactsBefore(folder: string): readonly BuiltArtifact[] {
  try {
    return builtArtifacts(folder);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
