import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { startLocalApp } from "../../local/app/start-local-app.ts";
import type { Faults } from "../../local/bus/faults.ts";
import { runPhotos } from "../../local/photo-run/run-photos.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { synthesizedApp, temporaryFolder } from "./command-line.ts";

/** What a run leaves behind. */
interface Results {
  readonly statuses: readonly string[];
  /** The texts or digests of objects by their keys; of those that name executions or versions the keys alone. */
  readonly objects: Readonly<Record<string, string>>;
  /** The different messages for people to look at. */
  readonly refused: readonly string[];
}

const FUNCTIONS = [
  "inspect",
  "prepare",
  "compress",
  "crop",
  "filter",
  "recognize",
  "catalog",
  "notify",
  "digest",
];

describe("the image pipeline comes to the same results", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const { signal } = new AbortController();
  let outFolder: string;
  let expected: Results;
  let runs = 0;

  const run = async (faults?: Faults): Promise<Results> => {
    runs += 1;
    const workFolder = join(folder.path, `work-${runs}`);
    mkdirSync(workFolder);
    const app = await startLocalApp({
      outFolder,
      workFolder,
      cacheFolder: resolve("node_modules/.cache/terraloom"),
      progress: SILENT_PROGRESS,
      signal,
      ...(faults && { faults }),
    });
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new S3Client({
      endpoint: app.endpoint,
      region: app.region,
      forcePathStyle: true,
      credentials,
    });
    try {
      const photos = [
        { path: "examples/photos/cat.jpg", name: "cat.jpg" },
        { path: join(folder.path, "text.jpg"), name: "text.jpg" },
      ];
      const outcomes = await runPhotos(app, photos, {
        output: { write: () => {} },
        onDone: () => {},
        signal,
      });
      await app.settle();
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({ Bucket: String(app.outputs.results_bucket) }),
      );
      return {
        statuses: outcomes.map(({ status }) => status),
        objects: Object.fromEntries(
          Contents.map(({ Key = "", ETag = "" }) => [
            Key,
            /^(claims|catalog|rejected)\//.test(Key) ? "" : ETag,
          ]),
        ),
        refused: [...new Set(app.waiting().refused)],
      };
    } finally {
      client.destroy();
      await app.close();
    }
  };

  before(async () => {
    outFolder = await synthesizedApp(folder.path);
    writeFileSync(join(folder.path, "text.jpg"), "no photo");
    expected = await run();
    assert.deepEqual(expected.statuses, ["processed", "rejected"]);
    assert.equal(Object.keys(expected.objects).filter((key) => key.startsWith("digests/")).length, 1);
  });
  after(() => folder.end());

  it("when each event and each message comes twice", async () => {
    assert.deepEqual(await run({ duplicateEvents: true }), expected);
  });

  it("when events and messages come in another order", async () => {
    assert.deepEqual(await run({ shuffleEvents: { seed: 7 } }), expected);
  });

  it("when the first two calls of each function fail", async () => {
    const failures = Object.fromEntries(FUNCTIONS.map((name) => [name, 2]));
    assert.deepEqual(await run({ failures }), expected);
  });

  it("when all of this happens at once", async () => {
    const failures = Object.fromEntries(FUNCTIONS.map((name) => [name, 2]));
    assert.deepEqual(await run({ duplicateEvents: true, shuffleEvents: { seed: 1 }, failures }), expected);
  });
});
