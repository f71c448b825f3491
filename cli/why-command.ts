import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { MANIFEST_FILE, type ManifestEntry } from "../packaging/manifest.ts";
import { parseManifest } from "../packaging/read-manifest.ts";
import { printable } from "../reporting/printable.ts";
import { UserError } from "../reporting/user-error.ts";
import type { ArtifactChange } from "../review/code/artifact-change.ts";
import { codeLines } from "../review/code/code-lines.ts";
import { compareManifests } from "../review/code/compare-manifests.ts";
import { plainText } from "../review/page/plain-text.ts";
import { ExitCode } from "./exit-code.ts";
import { readText } from "./read-text.ts";
import { synthesizeApp, synthFolder } from "./synthesize-app.ts";

interface WhyOptions {
  readonly base?: string;
  readonly manifest?: string;
  readonly json?: boolean;
}

/** `terraloom why <name>`: which inputs make the hash of a function or layer another one. */
export function addWhyCommand(program: Command): void {
  program
    .command("why")
    .description("say which inputs made the hash of a function or layer another one")
    .argument("<name>", "of the function or layer, as in its address")
    .option(
      "--base <file>",
      `the ${MANIFEST_FILE} of what is deployed; what lies in the output folder without it`,
    )
    .option("--manifest <file>", "of the build to look at; synthesizes the app without it")
    .option("--json", "print that as JSON, and nothing else on standard output")
    .action(async (name: string, options: WhyOptions) => {
      process.exitCode = await why(name, options);
    });
}

async function why(name: string, { base, manifest, json = false }: WhyOptions): Promise<number> {
  const before = entriesAt(base ?? join(synthFolder(process.env), MANIFEST_FILE));
  const after = manifest === undefined ? await synthesized() : entriesAt(manifest);
  if (after === undefined) return ExitCode.failure;
  const found = named(name, compareManifests(before, after));
  const since = base ?? "the build before";
  process.stdout.write(
    json
      ? `${JSON.stringify({ since, artifacts: found }, null, 2)}\n`
      : found.map((change) => text(change, since)).join(""),
  );
  return ExitCode.success;
}

/** What the app would build now. It goes elsewhere, so that the build before is still there to be asked again. */
async function synthesized(): Promise<readonly ManifestEntry[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-why-"));
  try {
    const env = { ...process.env, CDKTF_OUTDIR: folder };
    const isDone = await synthesizeApp(env, new AbortController().signal);
    return isDone ? entriesAt(join(folder, MANIFEST_FILE)) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const entriesAt = (path: string): readonly ManifestEntry[] =>
  parseManifest(
    readText(path, {
      expected: "the manifest of a build",
      found: "no file that can be read",
      advice: `Synthesize the app, or keep the ${MANIFEST_FILE} of each deploy and name it with --base.`,
    }),
    path,
  );

/** What has the name in any stack: `compress`, or `images-dev/compress` for one of them. */
function named(name: string, changes: readonly ArtifactChange[]): readonly ArtifactChange[] {
  const found = changes.filter((change) => namesOf(change).includes(name));
  if (found.length > 0) return found;
  const all = [...new Set(changes.map((change) => namesOf(change)[0] ?? change.id))].sort();
  throw new UserError({
    expected: "the name of a function or layer",
    found: `"${name}"`,
    advice: `There are ${all.join(", ") || "none"}.`,
  });
}

function namesOf(change: ArtifactChange): readonly string[] {
  const entry = change.after ?? change.before;
  return entry === undefined ? [change.id] : [entry.address, `${entry.stack}/${entry.address}`, change.id];
}

function text(change: ArtifactChange, since: string): string {
  const title = `${namesOf(change)[1] ?? change.id}`;
  const lines = codeLines(change)
    .map((line) => `  ${printable(plainText(line))}\n`)
    .join("");
  return `${printable(`${title} ${verdict(change)} ${since}`)}\n${lines}`;
}

function verdict({ before, after, sameBytes }: ArtifactChange): string {
  if (sameBytes) return "has the same bytes as in";
  if (before === undefined) return "is new since";
  return after === undefined ? "is gone since" : "has other bytes than in";
}
