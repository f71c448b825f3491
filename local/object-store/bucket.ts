import { randomUUID } from "node:crypto";
import type { Checksums } from "./checksum.ts";
import { compareKeys } from "./compare-keys.ts";

/** One stored version of an object. */
export interface ObjectVersion {
  readonly kind: "object";
  readonly key: string;
  /** `null` in a bucket without versions, as S3 names it. */
  readonly versionId: string;
  readonly lastModified: Date;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  /** The file that holds its bytes. */
  readonly path: string;
  /** What the client said of it: content type, cache control, user metadata. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly checksumType: ChecksumType;
  /** Of a multipart upload: the size of each part. Otherwise empty. */
  readonly partSizesBytes: readonly number[];
}

/** COMPOSITE is the checksum of the parts' checksums. */
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** What a delete leaves in a versioned bucket: the object is gone, its versions stay. */
export interface DeleteMarker {
  readonly kind: "delete-marker";
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
}

export type Version = ObjectVersion | DeleteMarker;

/** The index of a bucket; the bytes lie in files. */
export interface Bucket {
  readonly name: string;
  readonly versioned: boolean;
  /** The keys that have a version or a marker, in S3's order. */
  keys(): readonly string[];
  /** Newest first. */
  versions(key: string): readonly Version[];
  newVersionId(): string;
  /** Makes a version the newest of its key; gives those that it replaced. */
  add(version: Version): readonly Version[];
  /** Takes out one version; gives it where it was there. */
  remove(key: string, versionId: string): Version | undefined;
}

export function createBucket(name: string, versioned: boolean): Bucket {
  const versionsByKey = new Map<string, readonly Version[]>();
  let sortedKeys: readonly string[] | undefined;

  return {
    name,
    versioned,
    keys() {
      sortedKeys ??= [...versionsByKey.keys()].sort(compareKeys);
      return sortedKeys;
    },
    versions: (key) => versionsByKey.get(key) ?? [],
    newVersionId: () => (versioned ? randomUUID().replaceAll("-", "") : "null"),
    add(version) {
      const earlier = versionsByKey.get(version.key);
      if (earlier === undefined) sortedKeys = undefined;
      versionsByKey.set(version.key, versioned ? [version, ...(earlier ?? [])] : [version]);
      return versioned ? [] : (earlier ?? []);
    },
    remove(key, versionId) {
      const versions = versionsByKey.get(key) ?? [];
      const removed = versions.find((version) => version.versionId === versionId);
      if (removed === undefined) return undefined;
      const left = versions.filter((version) => version !== removed);
      if (left.length > 0) {
        versionsByKey.set(key, left);
      } else {
        versionsByKey.delete(key);
        sortedKeys = undefined;
      }
      return removed;
    },
  };
}

/** The object that a plain read sees: none where the newest version is a delete marker. */
export function currentObject(bucket: Bucket, key: string): ObjectVersion | undefined {
  const newest = bucket.versions(key)[0];
  return newest?.kind === "object" ? newest : undefined;
}
