import { UserError } from "../../reporting/user-error.ts";
import { buildSaved } from "./build-saved.ts";
import { type Concern, concernOf } from "./concern.ts";
import type { DevApp, RunningApp } from "./dev-app.ts";
import { synthLine, watchingLine } from "./dev-lines.ts";
import type { EventRunner, RunCause } from "./event-runner.ts";
import { runsAfterBuild } from "./runs-after-build.ts";
import type { SaveInbox } from "./save-inbox.ts";
import type { SavedFiles } from "./watch-project.ts";
import { watchedEntries } from "./watched-entries.ts";

export interface DevSessionOptions {
  readonly dev: DevApp;
  readonly runner: EventRunner;
  readonly inbox: SaveInbox;
  /** The functions to watch, by their names in the app; all where it is empty. */
  readonly names: readonly string[];
  /** Events to begin with, by the names of functions. */
  readonly events: ReadonlyMap<string, unknown>;
  /** Called with the running app whenever that may be another one. */
  readonly onRunning: (running: RunningApp) => void;
  readonly signal: AbortSignal;
}

/** The work of `terraloom dev` between two saves. What goes wrong in it is told, and ends nothing. */
export interface DevSession {
  /** Whether anything has to be done about saved files. */
  concerns(paths: readonly string[]): boolean;
  /**
   * Never ends by itself.
   *
   * @throws UserError where the app cannot be run at the start or has no such function; the signal's reason
   */
  run(): Promise<never>;
}

/** What is left to do. */
interface Work {
  readonly pending: Map<string, RunCause>;
  /** The functions and layers that could not be built: every save tries again. */
  failed: readonly string[];
  /** Until a synth has succeeded, every save tries again. */
  needsSynth: boolean;
}

export function createDevSession(options: DevSessionOptions): DevSession {
  const { dev, inbox, names, events, signal } = options;
  const work: Work = { pending: new Map(), failed: [], needsSynth: true };
  return {
    concerns(paths) {
      if (work.needsSynth || dev.running === undefined) return true;
      const { artifactIds, needsSynth } = concernFor(dev.running, names, paths);
      return needsSynth || artifactIds.length > 0 || work.failed.length > 0;
    },
    async run() {
      await synthesize(options, work, undefined);
      for (let isWatching = false; ; ) {
        if (!isWatching && dev.running !== undefined) {
          isWatching = true;
          tellWatching(dev.running, names);
          for (const [name, event] of events) work.pending.set(name, { event });
        }
        await runPending(options, work);
        await answer(options, work, await inbox.take(signal)).catch((error) => {
          signal.throwIfAborted();
          if (!(error instanceof UserError)) throw error;
          process.stderr.write(`${error.message}\n`);
        });
      }
    },
  };
}

/** Of the functions and layers that are watched. */
function concernFor(
  { entries, stack }: RunningApp,
  names: readonly string[],
  paths: readonly string[],
): Concern {
  const watched = new Set(watchedEntries(entries, stack.name, names).map(({ id }) => id));
  const concern = concernOf(paths, entries);
  return { ...concern, artifactIds: concern.artifactIds.filter((id) => watched.has(id)) };
}

async function answer(options: DevSessionOptions, work: Work, saved: SavedFiles): Promise<void> {
  const { dev, names } = options;
  if (work.needsSynth || dev.running === undefined) return synthesize(options, work, saved);
  const { artifactIds, needsSynth } = concernFor(dev.running, names, saved.paths);
  const hadFailed = work.failed.length > 0;
  if (needsSynth && !hadFailed) return synthesize(options, work, saved);
  const ids = [...new Set([...artifactIds, ...work.failed])].sort();
  if (ids.length > 0) await build(options, work, saved, ids);
  if (!needsSynth) return;
  // A synth would fail as the build has; and a file that was missing may be one that is bundled now.
  if (work.failed.length > 0) work.needsSynth = true;
  else if (concernFor(dev.running, names, saved.paths).needsSynth) await synthesize(options, work, saved);
}

async function synthesize(
  { dev, names, runner, onRunning, signal }: DevSessionOptions,
  work: Work,
  saved: SavedFiles | undefined,
): Promise<void> {
  work.needsSynth = true;
  const isFirst = dev.running === undefined;
  const startedAt = performance.now();
  const changed = await dev.synthesize();
  signal.throwIfAborted();
  if (changed === undefined || dev.running === undefined) {
    return tell("The synth has failed; the next save tries again.");
  }
  Object.assign(work, { needsSynth: false, failed: [] });
  onRunning(dev.running);
  if (isFirst || saved === undefined) return;
  tell(synthLine(saved.paths, performance.now() - startedAt, changed.length > 0));
  const { running } = dev;
  const watched = watchedEntries(running.entries, running.stack.name, names).map(({ address }) => address);
  for (const name of work.pending.keys()) if (!watched.includes(name)) work.pending.delete(name);
  for (const name of changed) {
    const isRun = watched.includes(name) && runner.calledAt(running, name) !== undefined;
    if (isRun) work.pending.set(name, { savedAt: saved.savedAt });
  }
}

async function build(
  { dev, names, runner, onRunning, signal }: DevSessionOptions,
  work: Work,
  { savedAt }: SavedFiles,
  ids: readonly string[],
): Promise<void> {
  const outcome = await buildSaved(dev, ids);
  signal.throwIfAborted();
  work.failed = outcome.failed;
  for (const { message } of outcome.errors) process.stderr.write(`${message}\n`);
  const { running } = dev;
  if (running === undefined) return;
  onRunning(running);
  const watched = watchedEntries(running.entries, running.stack.name, names);
  const { lines, runs } = runsAfterBuild(watched, ids, outcome, (name) => runner.calledAt(running, name));
  for (const line of lines) tell(line);
  for (const [name, cause] of runs) work.pending.set(name, { ...cause, savedAt });
}

/** Until a newer save comes, which they would have to be run again for. */
async function runPending(
  { dev, runner, inbox, signal }: DevSessionOptions,
  { pending }: Work,
): Promise<void> {
  for (const [name, cause] of [...pending]) {
    const newer = inbox.untilNext();
    if (dev.running === undefined || newer.aborted) return;
    const isDone = await runner.run(dev.running, name, cause, AbortSignal.any([signal, newer]));
    signal.throwIfAborted();
    if (isDone) pending.delete(name);
  }
}

function tellWatching({ entries, stack }: RunningApp, names: readonly string[]): void {
  const watched = watchedEntries(entries, stack.name, names);
  const functions = watched.filter(({ kind }) => kind === "function").length;
  tell(watchingLine(functions, watched.length - functions, stack.name));
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
