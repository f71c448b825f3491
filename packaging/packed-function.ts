import type { ArtifactInput, ArtifactPackage } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { FunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { heaviestOf } from "./heaviest.ts";
import { sha256 } from "./sha256.ts";
import type { Trace } from "./trace.ts";

/** What decides the bytes of a function that is packed from files, without a bundle. */
export interface Packing {
  /** The folder or file that it is made from, relative to the project's root. */
  readonly source: string;
  /** Sorted by name. */
  readonly options: Readonly<Record<string, string>>;
  /** Sorted by path. */
  readonly inputs: readonly ArtifactInput[];
  /** The digest of all of these, and of which files may be run. */
  readonly key: string;
}

/** The packages in a zip, as the build cache remembers them. */
export interface PackedSet {
  readonly key: string;
  readonly codeSha256: string;
  readonly packages: readonly ArtifactPackage[];
}

/** The zip that was made. */
export interface PackedZip {
  readonly bytes: Uint8Array;
  /** All files in it. */
  readonly contents: readonly ArtifactContent[];
  readonly set?: PackedSet;
}

/** For what is remembered under a key that has the content of every file: nothing else has to hold. */
export const NOTHING_TRACED: Trace = {
  files: {},
  folders: [],
  links: [],
  absent: [],
  absentAbove: [],
  sha256: sha256(""),
};

/** `executables` are the paths of the files that may be run. */
export function packing(
  kind: FunctionSource["kind"],
  { source, options, inputs }: Omit<Packing, "key">,
  executables: readonly string[] = [],
): Packing {
  const key = sha256(JSON.stringify([kind, source, options, inputs, executables]));
  return { source, options, inputs, key };
}

/** The function that was packed before from the same content. */
export function recalledPacking(
  context: BuildContext,
  source: FunctionSource,
  packed: Packing,
): BuiltArtifact | undefined {
  const recalled = context.cache.recallBundle(packed.key);
  return recalled && packedArtifact(source, packed, recalled);
}

/** Keeps the zip of a function, so that {@link recalledPacking} finds it. */
export function keepPacking(
  context: BuildContext,
  source: FunctionSource,
  packed: Packing,
  { bytes, contents, set }: PackedZip,
): BuiltArtifact {
  const zip = context.store.put(bytes, {
    unzippedBytes: contents.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    heaviest: heaviestOf(contents),
  });
  context.cache.rememberBundle(packed.key, {
    trace: NOTHING_TRACED,
    ...(set && { set: { key: set.key, codeSha256: set.codeSha256 } }),
    zip,
    inputs: packed.inputs.map(({ path }) => path),
    packages: [],
    warnings: [],
    layerImports: [],
  });
  return packedArtifact(source, packed, {
    zip,
    inputs: packed.inputs,
    packages: set?.packages ?? [],
    warnings: [],
    layerImports: [],
  });
}

function packedArtifact(
  { id, layers }: FunctionSource,
  { source, options }: Packing,
  { zip, inputs, packages, warnings }: RecalledBundle,
): BuiltArtifact {
  const { heaviest, ...stored } = zip;
  return {
    heaviest,
    warnings,
    artifact: {
      id,
      kind: "function",
      source,
      ...stored,
      inputs,
      packages,
      options,
      provides: [],
      layers,
    },
  };
}
