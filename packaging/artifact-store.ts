import type { CacheFolder } from "./cache-folder.ts";
import { isIntactRecord, recordBytes, recordEntries } from "./cache-record.ts";
import { sha256 } from "./sha256.ts";

/** A file in an artifact, by what it weighs there. */
export interface ArtifactContent {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A zip in the store. */
export interface StoredZip {
  /** Absolute. */
  readonly zipPath: string;
  /** In base64, of the zip's bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  /** The heaviest files, heaviest first. */
  readonly heaviest: readonly ArtifactContent[];
}

/** A source map in the store. */
export interface StoredMap {
  /** Absolute. */
  readonly mapPath: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** What a zip holds, as its builder knows it. */
export type ZipFacts = Pick<StoredZip, "unzippedBytes" | "heaviest">;

/** Zips (`<sha256>.zip`) and source maps (`<sha256>.map`) by the SHA-256 of their bytes, and what was built from what (`<key>.record`). */
export interface ArtifactStore {
  /** Keeps a zip. */
  put(bytes: Uint8Array, facts: ZipFacts): StoredZip;
  /** The zip whose digest in base64 is `sha256`; undefined when it is not there or damaged, which is reported. */
  get(sha256: string, facts: ZipFacts): StoredZip | undefined;
  /** Keeps a source map. */
  putMap(bytes: Uint8Array): StoredMap;
  /** The absolute path of the source map of this digest; undefined when it is not there or damaged, which is reported. */
  getMap(sha256: string): string | undefined;
  /** Keeps a zip as what is built from the inputs of which `key` is the digest. */
  remember(key: string, bytes: Uint8Array, facts: ZipFacts): StoredZip;
  /** What was remembered under `key`; undefined when nothing was or it is damaged, which is reported. */
  recall(key: string): StoredZip | undefined;
}

/** Opens the store in a cache folder. A zip that many artifacts share is read once. */
export function openArtifactStore(folder: CacheFolder): ArtifactStore {
  const sizes = new Map<string, number>();
  const sizeOf = (digest: string): number | undefined => {
    const known = sizes.get(digest);
    if (known !== undefined) return known;
    const size = folder.sizeOf(`${digest}.zip`, digest);
    if (size !== undefined) sizes.set(digest, size);
    return size;
  };
  const store: ArtifactStore = {
    put(bytes, facts) {
      const digest = sha256(bytes);
      if (sizeOf(digest) === undefined) folder.write(`${digest}.zip`, bytes);
      sizes.set(digest, bytes.length);
      return {
        zipPath: folder.pathOf(`${digest}.zip`),
        sha256: toBase64(digest),
        sizeBytes: bytes.length,
        ...facts,
      };
    },
    get(base64, facts) {
      const digest = Buffer.from(base64, "base64").toString("hex");
      const sizeBytes = sizeOf(digest);
      if (sizeBytes === undefined) return undefined;
      const { unzippedBytes, heaviest } = facts;
      return { zipPath: folder.pathOf(`${digest}.zip`), sha256: base64, sizeBytes, unzippedBytes, heaviest };
    },
    putMap(bytes) {
      const digest = sha256(bytes);
      folder.write(`${digest}.map`, bytes);
      return { sha256: digest, mapPath: folder.pathOf(`${digest}.map`) };
    },
    getMap(digest) {
      const name = `${digest}.map`;
      return folder.sizeOf(name, digest) === undefined ? undefined : folder.pathOf(name);
    },
    remember(key, bytes, facts) {
      const stored = store.put(bytes, facts);
      folder.write(`${key}.record`, recordBytes(key, [JSON.stringify({ sha256: stored.sha256, ...facts })]));
      return stored;
    },
    recall(key) {
      const record = folder.read(`${key}.record`, (bytes) => isIntactRecord(key, bytes));
      const entry = record && recordEntries(record)[0];
      if (entry === undefined) return undefined;
      const { sha256, ...facts } = JSON.parse(entry) as ZipFacts & { readonly sha256: string };
      return store.get(sha256, facts);
    },
  };
  return store;
}

function toBase64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}
