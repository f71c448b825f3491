import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { LocalApp } from "../../local/app/local-app.ts";
import { startLocalApp } from "../../local/app/start-local-app.ts";
import { openOutputFolder } from "../../local/photo-run/output-folder.ts";
import { runPhotos } from "../../local/photo-run/run-photos.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { synthesizedApp, temporaryFolder } from "./command-line.ts";

describe("the announcements of the image pipeline", () => {
  const folder = temporaryFolder();
  let app: LocalApp;
  let client: S3Client;

  before(async function () {
    this.timeout(120_000);
    const workFolder = join(folder.path, "work");
    mkdirSync(workFolder);
    app = await startLocalApp({
      outFolder: await synthesizedApp(folder.path),
      stackName: "images-prod",
      workFolder,
      cacheFolder: resolve("node_modules/.cache/terraloom"),
      progress: SILENT_PROGRESS,
      signal: new AbortController().signal,
    });
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    client = new S3Client({ endpoint: app.endpoint, region: app.region, forcePathStyle: true, credentials });
    writeFileSync(join(folder.path, "text.jpg"), "no photo");
    const photos = [
      { path: "examples/photos/cat.jpg", name: "cat.jpg" },
      { path: join(folder.path, "text.jpg"), name: "text.jpg" },
    ];
    const output = openOutputFolder(join(folder.path, "out"));
    await runPhotos(app, photos, { output, onDone: () => {}, signal: new AbortController().signal });
    await app.settle();
  });
  after(async () => {
    client?.destroy();
    await app?.close();
    folder.end();
  });

  const documents = async (prefix: string): Promise<readonly Record<string, unknown>[]> => {
    const Bucket = String(app.outputs.results_bucket);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
    return Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return JSON.parse((await Body?.transformToString()) ?? "");
      }),
    );
  };

  it("write a notice about a processed photo and another one about a refused photo", async () => {
    const notices = await documents("notices/");
    assert.deepEqual(
      notices.map(({ kind, summary }) => ({ kind, summary })),
      [
        { kind: "processed", summary: "cat.jpg was processed" },
        { kind: "refused", summary: "text.jpg was rejected" },
      ],
    );
  });

  it("put a refused photo into the queue for people to look at", () => {
    const { refused, ...others } = app.waiting();
    assert.deepEqual(others, {});
    const bodies = (refused ?? []).map((body) => JSON.parse(body));
    assert.equal(bodies.length, 1);
    const { folder: rejected, version, ...rest } = bodies[0];
    assert.deepEqual(rest, { status: "rejected", name: "text.jpg", labels: [] });
    assert.equal(rejected, `rejected/text.jpg/${version}/`);
  });

  it("sum up all outcomes in one digest", async () => {
    const digests = await documents("digests/");
    assert.equal(digests.length, 1);
    const [digest] = digests;
    assert.deepEqual(digest?.statuses, { processed: 1, rejected: 1 });
    assert.deepEqual(digest?.labels, { Cat: 1 });
  });

  it("leave no working copy behind", async () => {
    assert.deepEqual(await documents("working/"), []);
  });
});
