import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { type ISynthesisSession, TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer.js";
import { Construct } from "constructs";
import { MANIFEST_FILE, type ManifestEntry, manifestText } from "../packaging/manifest.ts";
import { AppBuild, type DeclaredArtifact } from "./app-build.ts";

/** The folder of a stack's zips, beside its `cdk.tf.json`. */
export const ASSETS_FOLDER = "assets";

/**
 * Lays a stack's zips, and source maps for who reads stack traces, beside its `cdk.tf.json` and the app's manifest above
 * them, while the stack is synthesized.
 */
export class StackAssets extends Construct {
  private constructor(stack: TerraformStack) {
    super(stack, "terraloom-assets");
    addCustomSynthesis(this, { onSynthesize: (session) => this.#write(session) });
  }

  static of(construct: Construct): StackAssets {
    const stack = TerraformStack.of(construct);
    const existing = stack.node.tryFindChild("terraloom-assets");
    return existing instanceof StackAssets ? existing : new StackAssets(stack);
  }

  #write(session: ISynthesisSession): void {
    const stack = TerraformStack.of(this);
    const build = AppBuild.of(this);
    const declared = build.declared.filter((artifact) => artifact.stack === stack);
    const folder = join(session.outdir, session.manifest.forStack(stack).workingDirectory, ASSETS_FOLDER);
    mkdirSync(folder, { recursive: true });
    for (const { source, file } of declared) {
      const { zipPath, mapPath } = build.artifactOf(source.id);
      placeFile(zipPath, join(folder, basename(file)));
      if (mapPath !== undefined) placeFile(mapPath, join(folder, mapFile(file)));
    }
    const kept = new Set(declared.flatMap(({ file }) => [basename(file), mapFile(file)]));
    for (const name of readdirSync(folder)) {
      if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
    }
    const text = manifestText(build.declared.map((artifact) => manifestEntry(build, artifact)));
    replaceFile(join(session.outdir, MANIFEST_FILE), (path) => writeFileSync(path, text));
  }
}

function manifestEntry(build: AppBuild, { address, file, source, stack }: DeclaredArtifact): ManifestEntry {
  const { zipPath: _, mapPath: __, ...artifact } = build.artifactOf(source.id);
  return { ...artifact, address, stack: stack.node.id, file };
}

/** The source map beside a zip: `compress.js.map` beside `compress.zip`. */
export function mapFile(zip: string): string {
  return `${basename(zip, ".zip")}.js.map`;
}

/**
 * Nothing is copied where the file can have a second name, and nothing is done where it has it already: a synth that changes
 * nothing would spend most of its time on writing hundreds of zips. The cache replaces its files and never writes into them.
 */
function placeFile(from: string, path: string): void {
  if (isSameFile(from, path)) return;
  replaceFile(path, (beside) => {
    try {
      linkSync(from, beside);
    } catch {
      copyFileSync(from, beside); // on another disk, or a file system without links
    }
  });
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** Writes beside and renames, so that a reader sees the old file or the new one, never a half. */
function replaceFile(path: string, write: (path: string) => void): void {
  const beside = `${path}.${process.pid}.partial`;
  write(beside);
  renameSync(beside, path);
}
