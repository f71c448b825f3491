import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { FinishedExecution } from "../../../local/app/executions.ts";
import type { LocalApp, Upload } from "../../../local/app/local-app.ts";
import type { PhotoOutcome } from "../../../local/photo-run/photo-outcome.ts";
import { runPhotos } from "../../../local/photo-run/run-photos.ts";
import { createClient, type OpenStore, openStore } from "../object-store/open-store.ts";

const NOTHING: Upload = { deliveries: [], executions: [] };

interface Written {
  readonly photo: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What the fake pipeline makes of a photo: an upload's execution ends so. */
type Pipeline = (
  key: string,
  text: string,
) => Promise<Omit<FinishedExecution, "events" | "tasks"> | undefined>;

const record = (status: string, folder: string, more: object = {}) => ({
  status,
  folder,
  pictures: [],
  documents: [],
  labels: [],
  notes: [],
  ...more,
});

describe("a run of photos", () => {
  let folder: string;
  let open: OpenStore;
  let stop: AbortController;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-run-"));
    open = await openStore();
    stop = new AbortController();
  });
  afterEach(async () => {
    await open.close();
    rmSync(folder, { recursive: true });
  });

  /** An app with a real store, `photos` for uploads and `archive` for results, and a pipeline of the test's own. */
  function createApp(pipeline: Pipeline, more: Partial<LocalApp> = {}): LocalApp {
    const uploadOf: LocalApp["uploadOf"] = (bucket, key) => {
      if (bucket !== "photos" || key.endsWith(".pdf")) return NOTHING;
      const result = (async () => {
        const text = Buffer.from((await open.store.read(bucket, key)) ?? []).toString();
        const ending = await pipeline(key, text);
        return { status: "SUCCEEDED" as const, events: [], tasks: [], ...ending };
      })();
      return {
        deliveries: [],
        executions: [{ stateMachineArn: "arn:machine", result }],
      };
    };
    return {
      stackName: "images",
      endpoint: open.store.endpoint,
      region: "eu-west-1",
      outputs: { uploads_bucket: "photos", results_bucket: "archive" },
      unsupported: [],
      uploadOf,
      invoke: () => Promise.reject(new Error("Nobody calls a function here.")),
      replaceZip: () => Promise.reject(new Error("Nobody builds a function here.")),
      replaceObjects: open.store.replace,
      read: (bucket, key) => open.store.read(bucket, key),
      atWork: (work) => work(),
      whenIdle: () => {},
      beforeStranding: () => {},
      expectEvents: () => {},
      fire: () => assert.fail("Nobody sets off a rule here."),
      firings: () => [],
      runSchedules: async () => {},
      replay: () => [],
      undelivered: [],
      stranded: [],
      settle: async () => {},
      waiting: () => ({}),
      created: [],
      bucketName: (name) => name,
      close: async () => {},
      ...more,
    };
  }

  async function run(app: LocalApp, names: readonly string[]) {
    const written: Written[] = [];
    const done: PhotoOutcome[] = [];
    const photos = names.map((name) => {
      writeFileSync(join(folder, name), `bytes of ${name}`);
      return { path: join(folder, name), name };
    });
    const write = (photo: string, files: Readonly<Record<string, Uint8Array>>) => {
      const texts = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
      written.push({ photo, files: Object.fromEntries(texts) });
    };
    const onDone = (outcome: PhotoOutcome) => done.push(outcome);
    const outcomes = await runPhotos(app, photos, { output: { write }, onDone, signal: stop.signal });
    return { written, done, outcomes };
  }

  const storeResult = (Key: string, Body: string) =>
    createClient(open.store.endpoint).send(new PutObjectCommand({ Bucket: "archive", Key, Body }));
  const statusesOf = (outcomes: readonly PhotoOutcome[]) =>
    outcomes.map(({ name, status }) => [name, status]);

  it("uploads every photo under its name, and lays its results into the output folder", async () => {
    const app = createApp(async (key, text) => {
      await storeResult(`${key}/labels.json`, `labels of ${text}`);
      const documents = [{ file: "labels.json", key: `${key}/labels.json` }];
      return { status: "SUCCEEDED", output: record("processed", `${key}/`, { documents }) };
    });
    const { written, outcomes } = await run(app, ["a cat.jpg", "50%+é.jpg"]);
    assert.deepEqual(
      open.events
        .filter(({ bucket }) => bucket === "photos")
        .map(({ key }) => key)
        .sort(),
      ["uploads/50%+é.jpg", "uploads/a cat.jpg"],
    );
    assert.deepEqual(
      [...written].sort((a, b) => (a.photo < b.photo ? -1 : 1)),
      [
        { photo: "50%+é.jpg", files: { "labels.json": "labels of bytes of 50%+é.jpg" } },
        { photo: "a cat.jpg", files: { "labels.json": "labels of bytes of a cat.jpg" } },
      ],
    );
    assert.deepEqual(statusesOf(outcomes), [
      ["a cat.jpg", "processed"],
      ["50%+é.jpg", "processed"],
    ]);
  });

  it("gives the outcomes in the order of the photos, whichever is done first", async () => {
    let release = () => {};
    const isSecondDone = new Promise<void>((resolve) => {
      release = resolve;
    });
    const app = createApp(async (key) => {
      // With one processor there is no second one at the same time.
      if (key.endsWith("a.jpg") && availableParallelism() > 1) await isSecondDone;
      else release();
      return { status: "SUCCEEDED", output: record("processed", `${key}/`) };
    });
    const { outcomes, done } = await run(app, ["a.jpg", "b.jpg", "c.jpg"]);
    assert.deepEqual(
      outcomes.map(({ name }) => name),
      ["a.jpg", "b.jpg", "c.jpg"],
    );
    assert.deepEqual(done.map(({ name }) => name).sort(), ["a.jpg", "b.jpg", "c.jpg"]);
  });

  it("begins with other photos while those before them only wait", async () => {
    let begin = () => false;
    const names = Array.from({ length: availableParallelism() + 2 }, (_, index) => `${index}.jpg`);
    let release = () => {};
    const isLastUploaded = new Promise<void>((resolve) => {
      release = resolve;
    });
    const app = createApp(
      async (key) => {
        setImmediate(() => begin());
        if (key === `uploads/${names.at(-1)}`) release();
        await isLastUploaded;
        return { status: "SUCCEEDED", output: record("processed", `${key}/`) };
      },
      {
        whenIdle: (asked) => {
          begin = asked;
        },
      },
    );
    const { outcomes } = await run(app, names);
    assert.deepEqual(
      statusesOf(outcomes),
      names.map((name) => [name, "processed"]),
    );
    assert.equal(begin(), false);
  });

  it("lays only the reason there for a photo that is rejected, and goes on", async () => {
    const app = createApp(async (key) => {
      if (key.endsWith("good.jpg")) return { status: "SUCCEEDED", output: record("processed", "photos/") };
      await storeResult("rejected/1/rejected.json", "why");
      const reason = { error: "Torn", message: "It is torn." };
      return { status: "FAILED", cause: JSON.stringify(record("rejected", "rejected/1/", { reason })) };
    });
    const { written, outcomes } = await run(app, ["bad.jpg", "good.jpg"]);
    assert.deepEqual(written.find(({ photo }) => photo === "bad.jpg")?.files, { "rejected.json": "why" });
    assert.deepEqual(statusesOf(outcomes), [
      ["bad.jpg", "rejected"],
      ["good.jpg", "processed"],
    ]);
  });

  it("says beside the outputs why a file was not taken", async () => {
    const { written, outcomes } = await run(
      createApp(async () => undefined),
      ["plan.pdf"],
    );
    assert.deepEqual(statusesOf(outcomes), [["plan.pdf", "not taken"]]);
    const text = `{
  "status": "not taken",
  "reason": {
    "error": "NotTaken",
    "message": "No rule takes a file of this name and size."
  }
}
`;
    assert.deepEqual(written, [{ photo: "plan.pdf", files: { "rejected.json": text } }]);
  });

  it("leaves the folder of a photo alone that was done before", async () => {
    const app = createApp(async () => ({ status: "SUCCEEDED", output: { status: "duplicate" } }));
    const { written, outcomes } = await run(app, ["cat.jpg"]);
    assert.deepEqual(statusesOf(outcomes), [["cat.jpg", "duplicate"]]);
    assert.deepEqual(written, []);
  });

  it("writes the reason of a photo that failed without a record", async () => {
    const app = createApp(async () => ({ status: "FAILED", error: "Lambda.Unknown", cause: "gone" }));
    const { written, outcomes } = await run(app, ["cat.jpg"]);
    assert.deepEqual(outcomes[0]?.reason, { error: "Lambda.Unknown", message: "gone" });
    const reason = { error: "Lambda.Unknown", message: "gone" };
    const text = `${JSON.stringify({ status: "failed", reason }, undefined, 2)}\n`;
    assert.deepEqual(written, [{ photo: "cat.jpg", files: { "rejected.json": text } }]);
  });

  it("gives what was done before it was stopped, and writes nothing afterwards", async () => {
    const app = createApp(async () => {
      stop.abort(new Error("Stopped by the user"));
      return { status: "ABORTED" };
    });
    const { written, done, outcomes } = await run(app, ["a.jpg", "b.jpg", "c.jpg"]);
    assert.deepEqual([written, done, outcomes], [[], [], []]);
  });

  it("goes on when an execution is impossible, and says why", async () => {
    const app = createApp(() => Promise.reject(new Error("A state cannot run on this machine.")));
    const { outcomes } = await run(app, ["cat.jpg"]);
    assert.deepEqual(outcomes[0]?.status, "failed");
    assert.deepEqual(outcomes[0]?.reason, { error: "Error", message: "A state cannot run on this machine." });
  });

  describe("is refused by a stack", () => {
    const advice =
      "Only a stack with the image pipeline can run photos; declare the output, or choose another --stack.";

    it("without a bucket for uploads among its outputs", async () => {
      const app = createApp(async () => undefined, { outputs: { results_bucket: "archive", bus: "news" } });
      await assert.rejects(run(app, ["cat.jpg"]), {
        name: "UserError",
        message: `stack "images": Expected an output "uploads_bucket", but found results_bucket, bus. ${advice}`,
      });
    });

    it("without any output", async () => {
      const app = createApp(async () => undefined, { outputs: {} });
      await assert.rejects(run(app, ["cat.jpg"]), {
        name: "UserError",
        message: `stack "images": Expected an output "uploads_bucket", but found no output at all. ${advice}`,
      });
    });
  });
});
