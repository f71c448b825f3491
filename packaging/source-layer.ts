import { statSync } from "node:fs";
import { join, posix } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BUNDLE_OPTIONS, type Bundle, bundleEntries } from "./bundle.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { parseJsonObject, readLayerPackageJson } from "./layer-package-json.ts";
import { zipFiles } from "./zip.ts";

/** A package of shared code, as its `package.json` describes it. */
export interface SourcePackage {
  readonly name: string;
  /** The absolute path of its source entry. */
  readonly entry: string;
}

/** A package name that is a folder name too ("package.json", section name, in the npm documentation). */
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * Reads what the folder of a source layer provides; `shown` is the folder as messages name it.
 *
 * @throws UserError without a `package.json`, a `name` in it, or `exports` that is one existing file.
 */
export function readSourcePackage(folder: string, shown: string): SourcePackage {
  const at = posix.join(shown, "package.json");
  const { name, exports } = parseJsonObject(readLayerPackageJson(folder, shown), at);
  if (typeof name !== "string" || !PACKAGE_NAME.test(name)) {
    throw new UserError({
      at,
      expected: "`name`, the package that handlers import",
      found: name === undefined ? "none" : JSON.stringify(name),
      advice: 'Give the package a name, such as "@app/image-kit".',
    });
  }
  if (typeof exports !== "string") {
    throw new UserError({
      at,
      expected: "`exports` to be the one source file that is the package's entry",
      found: exports === undefined ? "none" : JSON.stringify(exports),
      advice: 'Name the file there: "exports": "./index.ts".',
    });
  }
  const entry = join(folder, exports);
  if (!statSync(entry, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError({
      at,
      expected: "`exports` to be a file in the folder",
      found: `no file at ${exports}`,
      advice: "Check its spelling.",
    });
  }
  return { name, entry };
}

/**
 * Bundles the shared code of a layer into `nodejs/node_modules/<name>`, all that it imports inside, apart from what its
 * own layers provide.
 */
export async function buildSourceLayer(
  context: BuildContext,
  source: SourceLayerSource,
  packages: readonly LayerPackage[],
): Promise<BuiltArtifact> {
  const shown = context.shown(source.folder);
  const { name, entry } = readSourcePackage(source.folder, shown);
  const bundles = await bundleEntries(context, { entries: [entry], packages, purpose: "source layer" });
  const { code, contents, inputs } = bundles[0] as Bundle;
  const manifest = Buffer.from(`${JSON.stringify({ name, main: "index.js", type: "commonjs" })}\n`);
  const folder = `nodejs/node_modules/${name}`;
  const zip = zipFiles([
    { path: `${folder}/index.js`, bytes: code },
    { path: `${folder}/package.json`, bytes: manifest },
  ]);
  const heaviest = heaviestOf(contents);
  const { heaviest: _, ...stored } = context.store.put(zip, {
    unzippedBytes: code.length + manifest.length,
    heaviest,
  });
  return {
    heaviest,
    artifact: {
      id: source.id,
      kind: "source-layer",
      ...stored,
      inputs: context.inputsAt([...inputs, posix.join(shown, "package.json")]),
      options: BUNDLE_OPTIONS,
      provides: [name],
      layers: source.layers,
    },
  };
}
