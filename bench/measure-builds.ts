import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildCase, BuildResult, CaseRun } from "./build-result.ts";
import type { Contender } from "./contenders.ts";
import { type App, writeHandler } from "./generate.ts";
import type { HandlerDescription } from "./handler-source.ts";
import { measureProcess, type ProcessRequest } from "./measure-process.ts";
import { digestOf, outputArtifacts, zipBytesOf } from "./output-artifacts.ts";
import { BENCH_FOLDER, BUILDS_FOLDER } from "./places.ts";
import { verifyArtifacts } from "./verify-artifacts.ts";

export interface BuildPlan {
  readonly app: App;
  readonly contenders: readonly Contender[];
  /** After `cold`, which always comes first. */
  readonly furtherCases: readonly Exclude<BuildCase, "cold">[];
  readonly rounds: number;
  readonly report: (line: string) => void;
}

/** The contenders take turns in every round, so that a slow minute of the machine hits all of them. */
export async function measureBuilds(plan: BuildPlan): Promise<readonly BuildResult[]> {
  await warmUp(plan);
  const runs: CaseRun[] = [];
  const zipBytes = new Map<Contender, number>();
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const contender of plan.contenders) {
      for (const buildCase of ["cold", ...plan.furtherCases] as const) {
        const run = await runCase({ ...plan, contender, buildCase, round });
        runs.push(run);
        plan.report(
          `${plan.app.name}, round ${round}: ${contender.title}, ${buildCase} ${run.wallSeconds.toFixed(2)} s`,
        );
      }
      if (round === 1) zipBytes.set(contender, summedZipBytes(plan.app, contender));
    }
  }
  return plan.contenders.map((contender) => ({
    app: plan.app,
    contender,
    runs: runs.filter((run) => run.contender === contender),
    zipBytes: zipBytes.get(contender) ?? 0,
  }));
}

/** Whoever reads the packages first also waits for the disk. */
async function warmUp({ app, contenders: [first] }: BuildPlan): Promise<void> {
  if (first === undefined) return;
  startAnew(app, first);
  await measureProcess(processOf(app, first));
}

interface CasePlan extends BuildPlan {
  readonly contender: Contender;
  readonly buildCase: BuildCase;
  readonly round: number;
}

async function runCase(plan: CasePlan): Promise<CaseRun> {
  const { app, contender, buildCase, round } = plan;
  if (buildCase === "cold") startAnew(app, contender);
  const edited = buildCase === "changed" ? editedHandler(app, round) : undefined;
  if (edited !== undefined) writeHandler(app, edited);
  const processRun = await measureProcess(processOf(app, contender));
  const artifacts = outputArtifacts(outFolderOf(app, contender), contender.output);
  if (round === 1 && contender.output !== "none") {
    await verifyArtifacts(contender, artifacts, edited === undefined ? samplesOf(app) : [edited]);
  }
  const digests = new Map(artifacts.map((artifact) => [artifact.functionName, digestOf(artifact)]));
  return { contender, buildCase, round, ...processRun, digests };
}

function processOf(app: App, contender: Contender): ProcessRequest {
  const folders = [app.folder, outFolderOf(app, contender)];
  const choice = contender.choice === undefined ? [] : [contender.choice];
  return {
    args: [join("contenders", contender.script), ...folders, ...choice],
    cwd: BENCH_FOLDER,
    env: { ...process.env, TERRALOOM_CACHE: cacheFolderOf(app, contender) },
  };
}

/** No output, no cache, and all sources written again, which gives them new times. */
function startAnew(app: App, contender: Contender): void {
  const outFolder = outFolderOf(app, contender);
  rmSync(outFolder, { recursive: true, force: true });
  rmSync(cacheFolderOf(app, contender), { recursive: true, force: true });
  mkdirSync(dirname(outFolder), { recursive: true });
  for (const handler of app.handlers) writeHandler(app, handler);
}

/** Another one in every round, and never a sample of the cold build. */
function editedHandler(app: App, round: number): HandlerDescription {
  const handler = app.handlers[round % app.handlers.length] as HandlerDescription;
  return { ...handler, revision: round };
}

function samplesOf({ handlers }: App): readonly HandlerDescription[] {
  const places = [0, Math.floor(handlers.length / 2), handlers.length - 1];
  return [...new Set(places)].map((place) => handlers[place] as HandlerDescription);
}

function summedZipBytes(app: App, contender: Contender): number {
  const artifacts = outputArtifacts(outFolderOf(app, contender), contender.output);
  return artifacts.reduce((sum, artifact) => sum + zipBytesOf(artifact), 0);
}

/** Where a contender writes what it makes of an app. */
export function outFolderOf(app: Pick<App, "name">, contender: Contender): string {
  return join(BUILDS_FOLDER, app.name, contender.id);
}

function cacheFolderOf(app: App, contender: Contender): string {
  return join(BUILDS_FOLDER, app.name, `${contender.id}-cache`);
}
