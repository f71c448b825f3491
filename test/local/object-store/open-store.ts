import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import {
  type ObjectCreated,
  type ObjectStore,
  type StoredObject,
  startObjectStore,
} from "../../../local/object-store/object-store.ts";

// The notice on Node's age is not what these tests are about.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** A store with the bucket `photos`, the versioned bucket `archive` and the SDK's own client for it. */
export interface OpenStore {
  readonly store: ObjectStore;
  readonly client: S3Client;
  /** Where the store keeps its files. */
  readonly directory: string;
  /** In the order in which they were announced. */
  readonly events: readonly ObjectCreated[];
  /** What clients were told of. */
  readonly reads: StoredObject[];
  close(): Promise<void>;
}

export async function openStore(clientConfig: S3ClientConfig = {}): Promise<OpenStore> {
  const directory = await mkdtemp(join(tmpdir(), "object-store-"));
  const events: ObjectCreated[] = [];
  const reads: StoredObject[] = [];
  const store = await startObjectStore({
    directory,
    buckets: { photos: { versioned: false }, archive: { versioned: true } },
    onObjectCreated: (event) => events.push(event),
    onObjectRead: (object) => reads.push(object),
  });
  const client = createClient(store.endpoint, clientConfig);
  return {
    store,
    client,
    directory,
    events,
    reads,
    async close() {
      client.destroy();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}

export function createClient(endpoint: string, config: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  // One attempt: a test must see the first answer.
  const defaults = { region: "eu-west-1", credentials, maxAttempts: 1, logger: silent };
  return new S3Client({ endpoint, ...defaults, ...config });
}
