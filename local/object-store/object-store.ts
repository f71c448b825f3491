import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { closeServer } from "../http/close-server.ts";
import { listen } from "../http/listen.ts";
import { type Bucket, createBucket, currentObject, type ObjectVersion } from "./bucket.ts";
import { handleRequest } from "./handle-request.ts";
import type { ObjectCreated } from "./object-created.ts";
import { readObjectFile } from "./object-file.ts";
import { presentObjects, replaceObjects } from "./replace-objects.ts";
import type { StoreState } from "./store-state.ts";
import type { StoredObject } from "./stored-object.ts";

export type { ObjectCreated } from "./object-created.ts";
export type { StoredObject } from "./stored-object.ts";

export interface ObjectStoreOptions {
  /** Must exist. The store makes a folder of its own in it, and removes that when it closes. */
  readonly directory: string;
  /** By name. Buckets are neither made nor deleted later. */
  readonly buckets: Readonly<Record<string, { readonly versioned: boolean }>>;
  /** Default: any free port. */
  readonly port?: number;
  /** Called once an object can be read and before its writer gets the answer; never awaited. It must not throw. */
  readonly onObjectCreated?: (event: ObjectCreated) => void;
  /** Called before a client is told of an object: its bytes, its headers, its place in a listing. It must not throw. */
  readonly onObjectRead?: (object: StoredObject) => void;
}

/** A running S3 endpoint. */
export interface ObjectStore {
  /** `http://127.0.0.1:<port>`: with an address in it, the AWS SDK asks in path style by itself. */
  readonly endpoint: string;
  /** The bytes of an object, or of one of its versions; undefined where there is none. */
  read(bucket: string, key: string, versionId?: string): Promise<Uint8Array | undefined>;
  /** The objects whose keys start with `prefix`, in S3's order; none in a bucket that is not there. */
  list(
    bucket: string,
    prefix: string,
  ): Promise<readonly { readonly key: string; readonly sizeBytes: number }[]>;
  /** The objects that plain reads see, of all buckets. */
  present(): readonly StoredObject[];
  /**
   * Replaces everything in all buckets by copies of `objects`, with their versions, dates and ETags, and announces nothing.
   * Those of buckets that are not there are left out.
   */
  replace(objects: readonly StoredObject[]): Promise<void>;
  /** Cuts what is still on its way, frees the port and removes all objects. */
  close(): Promise<void>;
}

const SEQUENCER_DIGITS = 18;

/**
 * Starts an S3 endpoint on 127.0.0.1 that the unmodified AWS SDK works with; objects live until it closes.
 *
 * Who may call: every process of this machine. Any region and any credentials are accepted, also none; signatures are
 * not checked. Requests with a foreign Host or Origin are refused, so that no web page reaches it.
 * An operation that it does not have is answered by `NotImplemented` with the operation's name.
 *
 * @throws UserError when the port is taken.
 */
export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const directory = await mkdtemp(join(options.directory, "objects-"));
  const state = createState(options, directory);
  const pending = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const answered = handleRequest(state, message, response).finally(() => pending.delete(answered));
    pending.add(answered);
  });
  server.requestTimeout = 0; // A great object on a slow disk takes its time.
  server.keepAliveTimeout = 0; // A busy client must not find its connection closed just as it sends.
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    await rm(directory, { recursive: true });
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    read: (bucket, key, versionId) => readObject(state, bucket, key, versionId),
    list: async (bucket, prefix) => listObjects(state, bucket, prefix),
    present: () => presentObjects(state),
    replace: (objects) => replaceObjects(state, objects),
    async close() {
      await closeServer(server);
      await Promise.allSettled(pending);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function createState(options: ObjectStoreOptions, directory: string): StoreState {
  const buckets = Object.entries(options.buckets).map(
    ([name, { versioned }]) => [name, createBucket(name, versioned)] as const,
  );
  return {
    directory,
    startedAt: new Date(),
    buckets: new Map(buckets),
    uploads: new Map(),
    announce: createAnnouncer(options.onObjectCreated ?? (() => {})),
    noteRead: (bucket, version) => options.onObjectRead?.({ ...version, bucket: bucket.name }),
  };
}

function createAnnouncer(onObjectCreated: (event: ObjectCreated) => void): StoreState["announce"] {
  let sequence = 0;
  return (bucket: Bucket, version: ObjectVersion, reason) => {
    sequence += 1;
    onObjectCreated({
      bucket: bucket.name,
      key: version.key,
      sizeBytes: version.sizeBytes,
      etag: version.etag,
      ...(bucket.versioned ? { versionId: version.versionId } : {}),
      sequencer: sequence.toString(16).toUpperCase().padStart(SEQUENCER_DIGITS, "0"),
      reason,
    });
  };
}

async function readObject(
  state: StoreState,
  bucketName: string,
  key: string,
  versionId: string | undefined,
): Promise<Uint8Array | undefined> {
  const bucket = state.buckets.get(bucketName);
  if (bucket === undefined) return undefined;
  const version =
    versionId === undefined
      ? currentObject(bucket, key)
      : bucket.versions(key).find((candidate) => candidate.versionId === versionId);
  if (version?.kind !== "object") return undefined;
  state.noteRead(bucket, version);
  return buffer(readObjectFile(version.path, { start: 0, end: version.sizeBytes - 1 }));
}

function listObjects(
  state: StoreState,
  bucketName: string,
  prefix: string,
): readonly { readonly key: string; readonly sizeBytes: number }[] {
  const bucket = state.buckets.get(bucketName);
  if (bucket === undefined) return [];
  return bucket
    .keys()
    .filter((key) => key.startsWith(prefix))
    .map((key) => currentObject(bucket, key))
    .filter((version) => version !== undefined)
    .map(({ key, sizeBytes }) => ({ key, sizeBytes }));
}
