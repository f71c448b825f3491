import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LocalApp } from "../../local/app/local-app.ts";
import { type CallRecorder, createCallRecorder } from "../../local/last-events/call-recorder.ts";
import { readStack, type SynthesizedStack } from "../../local/synthesized/synthesized-stack.ts";
import { buildArtifacts } from "../../packaging/build.ts";
import type { ManifestEntry } from "../../packaging/manifest.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { type SessionOptions, startApp } from "../start-app.ts";
import { synthesizeApp, synthFolder } from "../synthesize-app.ts";
import { functionStates } from "./function-states.ts";
import { readManifest } from "./read-manifest.ts";
import { rebuildRequest } from "./rebuild-request.ts";

/** An app that runs as it was synthesized or, since then, built. */
export interface RunningApp {
  readonly app: LocalApp;
  readonly recorder: CallRecorder;
  readonly stack: SynthesizedStack;
  /** Of all stacks. */
  readonly entries: readonly ManifestEntry[];
  readonly workFolder: string;
}

/** The app of a `dev` session, through all its changes. */
export interface DevApp {
  /** Undefined until a synth has succeeded. */
  readonly running: RunningApp | undefined;
  /**
   * Synthesizes the app, and starts it again if something has changed; where that fails, it runs on as it was.
   *
   * @returns the functions that run as something else now; undefined for a synth that has failed and has said why
   * @throws UserError for an app that cannot be run
   */
  synthesize(): Promise<readonly string[] | undefined>;
  /**
   * Builds functions and layers, and runs on with those that came out as something else. `cdktf.out` stays as it is.
   *
   * @returns the ids of the functions and layers that are something else now
   * @throws UserError for sources that cannot be built; then nothing is replaced
   */
  build(ids: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function createDevApp(options: SessionOptions, workFolder: string, signal: AbortSignal): DevApp {
  let running: RunningApp | undefined;
  return {
    get running() {
      return running;
    },
    async synthesize() {
      if (!(await synthesizeApp(process.env, signal))) return undefined;
      const before = running;
      const next = await started(before, options, workFolder, signal);
      running = next;
      if (before !== undefined && before.app !== next.app) await ended(before);
      const states = before && functionStates(before.stack, before.entries);
      return [...functionStates(next.stack, next.entries)]
        .filter(([name, state]) => states?.get(name) !== state)
        .map(([name]) => name);
    },
    async build(ids) {
      if (running === undefined) return [];
      const built = await builtInto(running, ids);
      running = { ...running, entries: built.entries };
      return built.changed;
    },
    close: async () => running && ended(running),
  };
}

/** The app as it is synthesized now: the one that runs already where that is the same. */
async function started(
  before: RunningApp | undefined,
  options: SessionOptions,
  parent: string,
  signal: AbortSignal,
): Promise<RunningApp> {
  const outFolder = synthFolder(process.env);
  const entries = readManifest(outFolder);
  const synthesized = readStack(outFolder, options.stack);
  const stack = { ...synthesized, folder: "" };
  if (before !== undefined && runsAs(before) === runsAs({ stack, entries })) return { ...before, entries };
  const workFolder = mkdtempSync(join(parent, "app-"));
  const recorder = createCallRecorder({ folder: join(workFolder, "held") });
  const around = { workFolder, progress: SILENT_PROGRESS, signal, recorder };
  const app = await startApp({ ...options, isIsolated: true }, around);
  return { app, recorder, stack, entries, workFolder };
}

/** A text that is another one for an app that has to be started again. */
function runsAs({ stack, entries }: Pick<RunningApp, "stack" | "entries">): string {
  const { resources, outputs, providers, name } = stack;
  const declared = resources.map(({ address, attributes: { source_code_hash: _, ...more } }) => [
    address,
    more,
  ]);
  const digests = entries.filter((entry) => entry.stack === name).map(({ id, sha256 }) => [id, sha256]);
  return JSON.stringify([name, declared, outputs, providers, digests]);
}

async function builtInto(
  { app, entries }: RunningApp,
  ids: readonly string[],
): Promise<{ readonly entries: readonly ManifestEntry[]; readonly changed: readonly string[] }> {
  const request = rebuildRequest(process.cwd(), entries, ids);
  const artifacts = new Map((await buildArtifacts(request, SILENT_PROGRESS)).map((one) => [one.id, one]));
  const changed: string[] = [];
  for (const { id, file, sha256 } of entries) {
    const artifact = artifacts.get(id);
    if (artifact === undefined || artifact.sha256 === sha256) continue;
    await app.replaceZip(file, readFileSync(artifact.zipPath));
    changed.push(id);
  }
  const renewed = entries.map((entry) => {
    const { zipPath: _, mapPath: __, ...artifact } = artifacts.get(entry.id) ?? { ...entry, zipPath: "" };
    return { ...entry, ...artifact };
  });
  return { entries: renewed, changed };
}

async function ended({ app, workFolder }: RunningApp): Promise<void> {
  await app.close();
  rmSync(workFolder, { recursive: true, force: true });
}
