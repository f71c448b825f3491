import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
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

/** What a zip holds, as its builder knows it. */
export type ZipFacts = Pick<StoredZip, "unzippedBytes" | "heaviest">;

/**
 * Zips by the SHA-256 of their bytes (`<sha256>.zip`), and what was built from what (`<key>.json`).
 *
 * Several processes may use one folder: files are written under a temporary name and renamed, and verified when read.
 */
export interface ArtifactStore {
  /** Keeps a zip. */
  put(bytes: Uint8Array, facts: ZipFacts): StoredZip;
  /** Keeps a zip as what is built from the inputs of which `key` is the digest. */
  remember(key: string, bytes: Uint8Array, facts: ZipFacts): StoredZip;
  /** What was remembered under `key`; undefined when nothing was or it is damaged, which is reported. */
  recall(key: string): StoredZip | undefined;
}

const RECORD = z.strictObject({
  zip: z.string().regex(/^[0-9a-f]{64}$/),
  unzippedBytes: z.number(),
  heaviest: z.array(z.strictObject({ path: z.string(), sizeBytes: z.number() })),
});

/** The store's folder: `TERRALOOM_CACHE`, or `node_modules/.cache/terraloom` in the project. */
export function storeFolder(projectRoot: string, env: NodeJS.ProcessEnv): string {
  return resolve(projectRoot, env.TERRALOOM_CACHE || join("node_modules", ".cache", "terraloom"));
}

/** Opens the store in `folder`, which need not exist; `report` gets one line for each damaged entry. */
export function openArtifactStore(folder: string, report: (line: string) => void): ArtifactStore {
  const damaged = (name: string): undefined => {
    report(`The stored artifact ${name} is damaged and is built again.`);
    return undefined;
  };
  const put = (bytes: Uint8Array, facts: ZipFacts): StoredZip => {
    const digest = sha256(bytes);
    const zipPath = join(folder, `${digest}.zip`);
    const existing = readIfThere(zipPath);
    const intact = existing !== undefined && sha256(existing) === digest;
    if (existing !== undefined && !intact) damaged(`${digest}.zip`);
    if (!intact) writeWhole(zipPath, bytes);
    return { zipPath, sha256: toBase64(digest), sizeBytes: bytes.length, ...facts };
  };
  return {
    put,
    remember(key, bytes, facts) {
      const stored = put(bytes, facts);
      const record = { zip: sha256(bytes), unzippedBytes: facts.unzippedBytes, heaviest: facts.heaviest };
      writeWhole(join(folder, `${key}.json`), Buffer.from(`${JSON.stringify(record)}\n`));
      return stored;
    },
    recall(key) {
      const text = readIfThere(join(folder, `${key}.json`))?.toString("utf8");
      if (text === undefined) return undefined;
      const record = RECORD.safeParse(parsedOrUndefined(text));
      if (!record.success) return damaged(`${key}.json`);
      const { zip, ...facts } = record.data;
      const zipPath = join(folder, `${zip}.zip`);
      const bytes = readIfThere(zipPath);
      if (bytes === undefined || sha256(bytes) !== zip) return damaged(`${zip}.zip`);
      return { zipPath, sha256: toBase64(zip), sizeBytes: bytes.length, ...facts };
    },
  };
}

function toBase64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(resolve(path, ".."), { recursive: true });
  const beside = `${path}.${randomUUID()}.partial`;
  writeFileSync(beside, bytes);
  renameSync(beside, path);
}
