import type { ArtifactInput, ArtifactPackage } from "./artifact.ts";
import type { ArtifactStore, StoredZip, ZipFacts } from "./artifact-store.ts";
import type { CacheFolder } from "./cache-folder.ts";
import { isIntactRecord, recordBytes, recordEntries } from "./cache-record.ts";
import type { LayerImport } from "./layer-imports.ts";
import { sha256 } from "./sha256.ts";
import type { SourceTree } from "./source-tree.ts";
import { type Trace, traceHolds } from "./trace.ts";

/** A built function or layer of shared code, and what it was made from. */
export interface BundleRecord {
  readonly trace: Trace;
  /** The package set in the zip: its key, and the digest of its code. */
  readonly set?: { readonly key: string; readonly codeSha256: string };
  readonly zip: Pick<StoredZip, "sha256"> & ZipFacts;
  /** The digest of the source map beside the zip, as {@link ArtifactStore.putMap} gave it. */
  readonly map?: string;
  /** The paths of its own files, sorted; they are among the trace's files. */
  readonly inputs: readonly string[];
  /** The packages that are bundled with the own files, apart from those of the set; sorted. */
  readonly packages: readonly ArtifactPackage[];
  /** Those of its own files, a line for each. */
  readonly warnings: readonly string[];
  /** Those of the set are among them. */
  readonly layerImports: readonly LayerImport[];
}

/** A record that holds. */
export interface RecalledBundle {
  readonly zip: StoredZip;
  /** The absolute path of the source map beside the zip. */
  readonly mapPath?: string;
  readonly inputs: readonly ArtifactInput[];
  /** With those of the set. */
  readonly packages: readonly ArtifactPackage[];
  /** With those of the set, a line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

/** A bundled package set, and what it was made from. `Details` is whatever its maker wants to have again, as JSON. */
export interface SetRecord<Details = unknown> {
  readonly trace: Trace;
  /** In hexadecimal digits. */
  readonly codeSha256: string;
  readonly packages: readonly ArtifactPackage[];
  readonly warnings: readonly string[];
  readonly details: Details;
}

export interface RecalledSet<Details = unknown> extends Omit<SetRecord<Details>, "trace"> {
  readonly code: Uint8Array;
}

/** What was built before, by what was asked for; recalled only where everything that it was made from is the same. */
export interface BuildCache {
  /** Undefined when it has to be built. */
  recallBundle(key: string): RecalledBundle | undefined;
  rememberBundle(key: string, record: BundleRecord): void;
  /** Undefined when it has to be bundled. */
  recallSet<Details>(key: string): RecalledSet<Details> | undefined;
  rememberSet(key: string, record: SetRecord, code: Uint8Array): void;
}

/** As many states of the sources are remembered for one key: branches that somebody goes back and forth between. */
const MAX_STATES = 8;

export function openBuildCache(folder: CacheFolder, store: ArtifactStore, tree: SourceTree): BuildCache {
  const states = new Map<string, readonly SetRecord[]>();
  /** The states of a set that hold; nearly always the one that is asked for. */
  const holdingStates = (key: string): readonly SetRecord[] => {
    const known = states.get(key);
    if (known !== undefined) return known;
    const holding = [...entriesOf<SetRecord>(folder, key)].filter(({ trace }) => traceHolds(trace, tree));
    states.set(key, holding);
    return holding;
  };
  return {
    recallBundle(key) {
      for (const record of entriesOf<BundleRecord>(folder, key)) {
        const recalled = recalledBundle(record, { store, tree, holdingStates });
        if (recalled !== undefined) return recalled;
      }
      return undefined;
    },
    rememberBundle(key, { trace, set, zip, map, inputs, packages, warnings, layerImports }) {
      const { sha256, unzippedBytes, heaviest } = zip;
      const kept = { zip: { sha256, unzippedBytes, heaviest }, inputs, packages, warnings, layerImports };
      addEntry<BundleRecord>(folder, key, { trace, ...(set && { set }), ...(map && { map }), ...kept });
    },
    recallSet<Details>(key: string) {
      for (const { codeSha256, packages, warnings, details } of holdingStates(key)) {
        const code = folder.read(`${codeSha256}.code`, (bytes) => sha256(bytes) === codeSha256);
        if (code !== undefined) return { code, codeSha256, packages, warnings, details: details as Details };
      }
      return undefined;
    },
    rememberSet(key, { trace, codeSha256, packages, warnings, details }, code) {
      folder.write(`${codeSha256}.code`, code);
      addEntry<SetRecord>(folder, key, { trace, codeSha256, packages, warnings, details });
      states.delete(key);
    },
  };
}

interface Surroundings {
  readonly store: ArtifactStore;
  readonly tree: SourceTree;
  holdingStates(key: string): readonly SetRecord[];
}

function recalledBundle(record: BundleRecord, around: Surroundings): RecalledBundle | undefined {
  const { trace, set, zip, packages, layerImports } = record;
  if (!traceHolds(trace, around.tree)) return undefined;
  const state = set && around.holdingStates(set.key).find(({ codeSha256 }) => codeSha256 === set.codeSha256);
  if (set !== undefined && state === undefined) return undefined;
  const stored = around.store.get(zip.sha256, zip);
  if (stored === undefined) return undefined;
  const mapPath = record.map && around.store.getMap(record.map);
  if (record.map !== undefined && mapPath === undefined) return undefined;
  const inputs = record.inputs.map((path) => ({ path, ...(around.tree.contentOf(path) as FileFacts) }));
  return {
    zip: stored,
    ...(mapPath && { mapPath }),
    inputs,
    packages: mergedPackages(packages, state?.packages ?? []),
    warnings: [...record.warnings, ...(state?.warnings ?? [])],
    layerImports,
  };
}

type FileFacts = Omit<ArtifactInput, "path">;

/** The packages of own code and of a set, sorted by name. */
export function mergedPackages(
  own: readonly ArtifactPackage[],
  ofSet: readonly ArtifactPackage[],
): readonly ArtifactPackage[] {
  if (own.length === 0) return ofSet;
  const byContent = new Map(
    [...own, ...ofSet].map((one) => [`${one.name}\n${one.version}\n${one.sha256}`, one]),
  );
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function* entriesOf<Entry>(folder: CacheFolder, key: string): Generator<Entry> {
  const bytes = folder.read(`${key}.record`, (content) => isIntactRecord(key, content));
  if (bytes === undefined) return;
  for (const line of recordEntries(bytes)) yield JSON.parse(line);
}

function addEntry<Entry extends { readonly trace: Trace }>(
  folder: CacheFolder,
  key: string,
  entry: Entry,
): void {
  const trace = JSON.stringify(entry.trace);
  const others = [...entriesOf<Entry>(folder, key)].filter((other) => JSON.stringify(other.trace) !== trace);
  const kept = [entry, ...others].slice(0, MAX_STATES);
  folder.write(
    `${key}.record`,
    recordBytes(
      key,
      kept.map((one) => JSON.stringify(one)),
    ),
  );
}
