import assert from "node:assert/strict";
import { derivePermissions } from "../../../modules/workflow/derive-permissions.ts";
import { failing, INSPECTION, pipelineDefinition, runPipeline, UPLOAD } from "./run-pipeline.ts";

const IDENTITY = { name: "cat.jpg", version: "abc" };
const WORKING = { bucket: "out", key: "working/cat" };

describe("the image pipeline", () => {
  it("calls its functions and its bus, and nothing else", () => {
    const resources = derivePermissions(pipelineDefinition()).flatMap(({ resources }) => resources);
    assert.deepEqual([...new Set(resources)].sort(), [
      "announcements",
      "catalog",
      "compress",
      "crop",
      "filter",
      "inspect",
      "prepare",
      "recognize",
    ]);
  });

  it("inspects, prepares, improves in parallel, records and announces a photo", async () => {
    const { status, output, calls, announced } = await runPipeline(
      {},
      {
        maxUploadBytes: 1000,
        maxPixels: 2000,
        formats: [{ format: "webp", quality: 80 }],
        crops: [{ name: "square", width: 5, height: 5, position: "attention" }],
        filters: ["sepia"],
        maxLabels: 3,
        minConfidence: 60,
      },
    );
    const asked = (name: string) => calls.filter((call) => call.name === name).map(({ payload }) => payload);
    assert.deepEqual(asked("inspect"), [
      { upload: UPLOAD, execution: "arn:execution", limits: { maxBytes: 1000, maxPixels: 2000 } },
    ]);
    const format = { format: "jpeg", pages: 1 };
    assert.deepEqual(asked("prepare"), [
      { photo: UPLOAD, ...IDENTITY, ...format, workingSidePx: 2048, maxPixels: 2000 },
    ]);
    const working = { working: WORKING, ...IDENTITY };
    assert.deepEqual(asked("compress"), [{ ...working, formats: [{ format: "webp", quality: 80 }] }]);
    const square = { name: "square", width: 5, height: 5, position: "attention" };
    assert.deepEqual(asked("crop"), [{ ...working, crop: square }]);
    assert.deepEqual(asked("filter"), [{ ...working, filters: ["sepia"] }]);
    assert.deepEqual(asked("recognize"), [{ ...working, maxLabels: 3, minConfidence: 60 }]);
    const record = {
      execution: "arn:execution",
      status: "processed",
      photo: UPLOAD,
      ...IDENTITY,
      pictures: [{ key: "c.webp" }, { key: "c.jpg" }, { key: "square.jpg" }, { key: "sepia.jpg" }],
      documents: [{ key: "labels.json" }],
      labels: [{ name: "cat", confidence: 99 }],
      notes: ["first of 3 frames"],
    };
    assert.deepEqual(asked("catalog"), [record]);
    const folder = "pictures/cat.jpg/";
    assert.deepEqual(announced, [
      {
        EventBusName: "announcements",
        Source: "terraloom.images",
        DetailType: "Image Processed",
        Detail: { status: "processed", ...IDENTITY, labels: ["cat"], folder },
      },
    ]);
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual(output, { ...record, folder });
  });

  it("crops to every size in their order", async () => {
    const { calls } = await runPipeline();
    const sizes = calls.flatMap(({ name, payload }) =>
      name === "crop" ? [(payload as { readonly crop: { readonly name: string } }).crop.name] : [],
    );
    assert.deepEqual(sizes, ["square", "wide", "thumbnail"]);
  });

  it("does a photo that was done before no second time, and announces nothing", async () => {
    const { status, output, calls, announced } = await runPipeline({
      inspect: () => ({ ...INSPECTION, duplicate: true, format: "unknown", width: 0, height: 0 }),
    });
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual(output, { status: "duplicate", photo: UPLOAD });
    assert.deepEqual(
      calls.map(({ name }) => name),
      ["inspect"],
    );
    assert.deepEqual(announced, []);
  });

  const rejected: readonly (readonly [string, object, object])[] = [
    [
      "a type that is known but not taken",
      { format: "heif" },
      { error: "UnsupportedFormat", message: "Pictures of type heif are not taken." },
    ],
    [
      "a type that is not known",
      { format: "unknown" },
      { error: "UnsupportedFormat", message: "The file is not a picture of a type that is taken." },
    ],
    [
      "more pixels than are taken",
      { width: 16_000, height: 16_000 },
      {
        error: "TooManyPixels",
        message: "The picture has 16000 × 16000 pixels; at most 50000000 are taken.",
      },
    ],
  ];
  for (const [what, inspection, reason] of rejected) {
    it(`rejects a photo with ${what} before it is decoded, and succeeds`, async () => {
      const { status, calls, announced } = await runPipeline({
        inspect: () => ({ ...INSPECTION, ...inspection }),
      });
      assert.equal(status, "SUCCEEDED");
      assert.deepEqual(
        calls.map(({ name }) => name),
        ["inspect", "catalog"],
      );
      assert.deepEqual(calls[1]?.payload, {
        execution: "arn:execution",
        status: "rejected",
        photo: UPLOAD,
        pictures: [],
        documents: [],
        labels: [],
        notes: [],
        reason,
      });
      assert.equal(statusOf(announced[0]), "rejected");
    });
  }

  it("takes exactly as many pixels as are allowed", async () => {
    const { output } = await runPipeline({}, { maxPixels: 1200 });
    assert.equal((output as { readonly status: string }).status, "processed");
  });

  for (const error of ["EmptyPhoto", "DamagedPhoto", "PhotoTooLarge", "PhotoGone"]) {
    it(`rejects a photo that a function refuses with ${error}`, async () => {
      const { status, calls } = await runPipeline({ prepare: failing(error, "The photo is at fault.") });
      assert.equal(status, "SUCCEEDED");
      const { payload } = calls.at(-1) ?? {};
      assert.deepEqual((payload as { readonly status: string }).status, "rejected");
      assert.deepEqual((payload as { readonly reason: object }).reason, {
        error,
        message: "The photo is at fault.",
      });
    });
  }

  it("fails for an error of its own, after it was recorded and announced", async () => {
    const { status, error, cause, calls, announced } = await runPipeline({
      filter: failing("TypeError", "x is not a function"),
    });
    assert.equal(status, "FAILED");
    assert.equal(error, "PhotoFailed");
    const { payload } = calls.at(-1) ?? {};
    assert.deepEqual((payload as { readonly reason: object }).reason, {
      error: "TypeError",
      message: "x is not a function",
    });
    assert.deepEqual(JSON.parse(cause ?? ""), {
      ...IDENTITY,
      ...(payload as object),
      folder: "pictures/cat.jpg/",
    });
    assert.equal(statusOf(announced[0]), "failed");
  });

  it("tries again when a storage does not answer, four times and no more", async () => {
    const { status, calls } = await runPipeline({ recognize: failing("StorageUnavailable", "No answer.") });
    assert.equal(status, "FAILED");
    assert.equal(calls.filter(({ name }) => name === "recognize").length, 5);
  });

  it("goes on when a second try succeeds", async () => {
    let tries = 0;
    const { status } = await runPipeline({
      inspect: () => {
        tries += 1;
        return tries === 1 ? failing("Lambda.TooManyRequestsException", "Slow down.")() : INSPECTION;
      },
    });
    assert.equal(status, "SUCCEEDED");
    assert.equal(tries, 2);
  });
});

function statusOf(entry: unknown): string {
  return (entry as { readonly Detail: { readonly status: string } }).Detail.status;
}
