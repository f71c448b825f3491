import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolderPath } from "../../packaging/cache-folder.ts";
import { MANIFEST_FILE, type ManifestEntry } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { readOrigin } from "../../packaging/read-origin.ts";
import { printable } from "../../reporting/printable.ts";
import { compareManifests } from "../../review/code/compare-manifests.ts";
import { ExitCode } from "../exit-code.ts";
import { interruptible } from "../interruptible.ts";
import { readText } from "../read-text.ts";
import { synthesizeApp, synthFolder } from "../synthesize-app.ts";
import { type Base, manifestBase } from "./base.ts";
import { commitBase } from "./commit-base.ts";
import { type Built, givenBase, localBase } from "./deployed-base.ts";
import { type StateLocation, stateLocation } from "./state-location.ts";
import { wantedChanges } from "./wanted-changes.ts";
import { whyText } from "./why-text.ts";

export interface WhyOptions {
  readonly state?: string;
  readonly commit?: string;
  readonly base?: string;
  readonly manifest?: string;
  readonly json?: boolean;
}

/**
 * Says which inputs made the hash of a function or layer another one.
 *
 * @returns the exit code
 */
export async function why(name: string, options: WhyOptions): Promise<number> {
  const { signal, end } = interruptible();
  try {
    const built = options.manifest === undefined ? await synthesized(signal) : givenBuild(options.manifest);
    const base = built && (await baseFor(name, built, options, signal));
    if (base === undefined) return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
    const wanted = wantedChanges(name, compareManifests(base.entries, built?.entries ?? []), base);
    for (const line of new Set(wanted.flatMap(({ notes }) => notes)))
      process.stderr.write(`${printable(line)}\n`);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ artifacts: wanted.map(({ since, change }) => ({ since, ...change })) }, null, 2)}\n`
        : wanted.map(whyText).join(""),
    );
    return ExitCode.success;
  } finally {
    end();
  }
}

async function baseFor(
  name: string,
  built: Built,
  { base, commit, state }: WhyOptions,
  signal: AbortSignal,
): Promise<Base | undefined> {
  if (base !== undefined) return manifestBase(entriesAt(base), base);
  const outFolder = synthFolder(process.env);
  const around = {
    before: () => entriesAt(join(outFolder, MANIFEST_FILE)),
    originOf: (sha256: string, id: string) =>
      readOrigin(cacheFolderPath(realpathSync(process.cwd()), process.env), sha256, id),
    outFolder,
  };
  if (commit !== undefined) {
    // Its zips are known from then on, so that a state that has them needs no more.
    const ofCommit = await commitBase(commit, signal);
    if (ofCommit === undefined || state === undefined) return ofCommit;
  }
  return state === undefined ? localBase(built, around) : givenBase(state, name, built, around);
}

/** What the app would build now. It goes elsewhere, so that the build before is still there to be asked again. */
async function synthesized(signal: AbortSignal): Promise<Built | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-why-"));
  try {
    const isDone = await synthesizeApp({ ...process.env, CDKTF_OUTDIR: folder }, signal);
    return isDone ? builtIn(folder, entriesAt(join(folder, MANIFEST_FILE))) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const givenBuild = (manifest: string): Built => builtIn(synthFolder(process.env), entriesAt(manifest));

/** Terraform runs in the output folder of the app, wherever the app was synthesized to now. */
function builtIn(folder: string, entries: readonly ManifestEntry[]): Built {
  const states = new Map<string, StateLocation>();
  for (const stack of new Set(entries.map((entry) => entry.stack))) {
    const text = textIfThere(join(folder, "stacks", stack, "cdk.tf.json"));
    if (text !== undefined)
      states.set(stack, stateLocation(text, join(synthFolder(process.env), "stacks", stack)));
  }
  return { entries, states };
}

function textIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const entriesAt = (path: string): readonly ManifestEntry[] =>
  parseManifest(
    readText(path, {
      expected: "the manifest of a build",
      found: "no file that can be read",
      advice: `Synthesize the app, or name what is deployed: --state, --commit, or --base with the ${MANIFEST_FILE} of the deploy.`,
    }),
    path,
  );
