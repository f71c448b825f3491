import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { logger, type PhotoReference } from "@terraloom/image-kit";
import { type ObjectStore, startObjectStore } from "../../local/object-store/object-store.ts";

const UPLOADS = "uploads-bucket";
const RESULTS = "results-bucket";

/** What a test does with the storage of its file. */
export interface TestStorage {
  readonly store: ObjectStore;
  /** Uploads a photo as a user would. */
  upload(key: string, bytes: Uint8Array): Promise<PhotoReference>;
  /** Puts an object into the results bucket. */
  putResult(key: string, bytes: Uint8Array): Promise<PhotoReference>;
  /** An object of the results bucket. */
  result(key: string): Promise<Buffer>;
  json(key: string): Promise<unknown>;
  /** The keys of the results bucket that begin with a prefix. Default: all. */
  results(prefix?: string): Promise<readonly string[]>;
}

/**
 * The functions keep one client for a process, and mocha runs several files in one: each must find its storage
 * at the same port.
 */
let port: number | undefined;

/** Gives the tests of a file a storage of their own, and the environment of the functions. */
export function useStorage(): TestStorage {
  let directory: string;
  let store: ObjectStore;
  let client: S3Client;

  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "terraloom-functions-"));
    const buckets = { [UPLOADS]: { versioned: true }, [RESULTS]: { versioned: false } };
    store = await startObjectStore({ directory, buckets, ...(port !== undefined && { port }) });
    port = Number(new URL(store.endpoint).port);
    setEnvironment({ AWS_ENDPOINT_URL_S3: store.endpoint, RESULTS_BUCKET: RESULTS });
    client = new S3Client({});
  });

  after(async () => {
    client.destroy();
    await store.close();
    await rm(directory, { recursive: true });
  });

  async function put(bucket: string, key: string, bytes: Uint8Array): Promise<PhotoReference> {
    const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes });
    const { ETag = "", VersionId } = await client.send(command);
    const version = VersionId === undefined ? {} : { versionId: VersionId };
    return { bucket, key, ...version, etag: ETag.replaceAll('"', ""), sizeBytes: bytes.length };
  }

  async function result(key: string): Promise<Buffer> {
    const bytes = await store.read(RESULTS, key);
    if (bytes === undefined) throw new Error(`There is no ${key}.`);
    return Buffer.from(bytes);
  }

  return {
    get store() {
      return store;
    },
    upload: (key, bytes) => put(UPLOADS, key, bytes),
    putResult: (key, bytes) => put(RESULTS, key, bytes),
    result,
    json: async (key) => JSON.parse((await result(key)).toString()),
    results: async (prefix = "") => (await store.list(RESULTS, prefix)).map(({ key }) => key),
  };
}

/** Sets the environment of the functions, with credentials that nobody checks and without their logs. */
export function setEnvironment(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...variables,
  });
  logger.setLogLevel("SILENT");
}

/** One of the sample photos. */
export function photo(file: string): Promise<Buffer> {
  return readFile(new URL(`../../examples/photos/${file}`, import.meta.url));
}
