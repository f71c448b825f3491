import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { LocalApp } from "../local/app/local-app.ts";
import type { UndeliveredEvent } from "../local/bus/deliverer.ts";
import { openOutputFolder } from "../local/photo-run/output-folder.ts";
import { photoFiles } from "../local/photo-run/photo-files.ts";
import type { PhotoOutcome } from "../local/photo-run/photo-outcome.ts";
import { runPhotos } from "../local/photo-run/run-photos.ts";
import { historyText } from "../local/states/history-text.ts";
import { packageFile } from "../packaging/package-file.ts";
import { printable } from "../reporting/printable.ts";
import { ExitCode } from "./exit-code.ts";
import { addFaultOptions, type FaultOptions, faultsOf, seedText } from "./fault-options.ts";
import { withLocalApp } from "./local-session.ts";
import { photoTable } from "./photo-table.ts";
import { portNumber } from "./port-number.ts";
import { addServiceOptions } from "./service-options.ts";
import type { SessionOptions } from "./start-app.ts";

interface RunOptions extends SessionOptions, FaultOptions {
  readonly out: string;
  readonly trace?: boolean;
  readonly fire?: readonly string[];
  readonly replay?: readonly string[];
}

/** `terraloom run [photos…]`: puts photos through the image pipeline and shows what became of them. */
export function addRunCommand(program: Command): void {
  const command = program
    .command("run")
    .description("synthesize the app and run photos through it")
    .argument("[photos...]", "files and folders; the sample photos without any")
    .option("--out <folder>", "where the results go", "out")
    .option("--stack <name>", "which stack of the app; the first without it")
    .option("--port <number>", "of the S3 endpoint on 127.0.0.1; a free one without it", portNumber)
    .option("--verbose", "show the functions' logs")
    .option("--trace", "show the history of each photo's execution")
    .option(
      "--skip-waits",
      "skip waits, intervals of retries, timeouts of states and delays of messages; without it they take their time",
    )
    .option("--fire <rule>", "set off a rule with a schedule after the photos; may be repeated", added)
    .option("--replay <archive>", "put archived events once more in the end; may be repeated", added);
  addFaultOptions(addServiceOptions(command)).action(
    async (paths: readonly string[], options: RunOptions) => {
      const faults = faultsOf(options, () => randomInt(1_000_000_000));
      process.stderr.write(seedText(faults));
      process.exitCode = await run(paths.length > 0 ? paths : samplePhotos(), {
        ...options,
        ...(faults && { faults }),
      });
    },
  );
}

function added(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

async function run(paths: readonly string[], options: RunOptions): Promise<number> {
  const photos = photoFiles(paths);
  const output = openOutputFolder(options.out, photos);
  return withLocalApp(
    { ...options, endsStranded: true, onWait: longWaits(process.stderr) },
    async ({ app, progress, signal }) => {
      app.expectEvents({ scheduled: options.fire, archives: options.replay });
      const phase = progress.phase("run", photos.length);
      const onDone = ({ name }: { readonly name: string }) => phase.tick(printable(name));
      const beginNext = laterSteps(app, options);
      app.beforeStranding(beginNext);
      const outcomes = await runPhotos(app, photos, { output, onDone, signal });
      phase.end();
      const { stdout, stderr } = process;
      const problem = signal.aborted
        ? undefined
        : await finish(app, beginNext).catch((error: Error) => error);
      const isColored = stdout.isTTY === true && !process.env.NO_COLOR;
      if (outcomes.length > 0)
        stdout.write(`${photoTable(outcomes, { isColored, columns: stdout.columns })}\n`);
      if (options.trace === true) stdout.write(outcomes.map(traceText).join(""));
      stdout.write(waitingText(app.waiting()));
      stdout.write(undeliveredText(app.undelivered));
      stdout.write(app.stranded.map(({ reason }) => `${printable(reason)}\n`).join(""));
      const good = outcomes.filter(({ status }) => status === "processed" || status === "duplicate");
      stdout.write(`${good.length} of ${photos.length} succeeded; results in ${printable(options.out)}\n`);
      if (signal.aborted) stdout.write(`Stopped: ${photos.length - outcomes.length} not done\n`);
      if (problem) stderr.write(`${problem.message}\n`);
      const isLeft = app.undelivered.length > 0 || app.stranded.length > 0;
      const isGood = good.length === photos.length && !isLeft && !problem;
      return isGood ? ExitCode.success : ExitCode.failure;
    },
  );
}

/** What is longer than somebody would take for a run that works. */
const LONG_WAIT_MS = 10_000;

/** Says once of each long wait that it is one. */
function longWaits(to: NodeJS.WritableStream): (ms: number) => void {
  let saidUntilMs = 0;
  return (ms) => {
    const untilMs = performance.now() + ms;
    if (ms < LONG_WAIT_MS || untilMs < saidUntilMs + 1000) return;
    saidUntilMs = untilMs;
    to.write(
      `Nothing is left to do but to wait ${Math.round(ms / 1000)} s; --skip-waits would take no time\n`,
    );
  };
}

/** What happened in the execution of a photo. */
function traceText({ name, events }: PhotoOutcome): string {
  const lines = historyText(events).split("\n").map(printable);
  return events.length === 0 ? "" : `${printable(name)}\n${lines.join("\n")}`;
}

/** What the photos have set off, then what the user sets off. */
async function finish(app: LocalApp, beginNext: () => boolean): Promise<void> {
  do await app.settle();
  while (beginNext());
}

/** What the user sets off after the photos, step by step; false once nothing is left. */
function laterSteps(app: LocalApp, { fire = [], replay = [] }: RunOptions): () => boolean {
  const fireAll = () => {
    for (const rule of fire) app.fire(rule);
  };
  const replayAll = () => {
    for (const archive of replay) {
      const events = app.replay(archive);
      process.stdout.write(`Replayed ${events.length} events of ${printable(archive)}\n`);
    }
  };
  const steps = [...(fire.length > 0 ? [fireAll] : []), ...(replay.length > 0 ? [replayAll] : [])];
  return () => {
    const step = steps.shift();
    step?.();
    return step !== undefined;
  };
}

/** What an operator would find in the queues: refused photos, and what could not be delivered. */
function waitingText(waiting: Readonly<Record<string, readonly string[]>>): string {
  const counts = Object.entries(waiting).map(([queue, bodies]) => `${bodies.length} in ${queue}`);
  return counts.length === 0 ? "" : `Messages waiting: ${counts.join(", ")}\n`;
}

/** Why events got to no target; a dead-letter queue tells it in the attributes of its messages too. */
function undeliveredText(undelivered: readonly UndeliveredEvent[]): string {
  return undelivered
    .map(({ rule, targetArn, errorCode, errorMessage }) =>
      printable(`Not delivered by ${rule} to ${targetArn}: ${errorCode}, ${errorMessage}`),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function samplePhotos(): readonly string[] {
  const folder = fileURLToPath(packageFile("examples/photos/"));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jpg"))
    .map((name) => join(folder, name));
}
