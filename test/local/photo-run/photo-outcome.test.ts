import assert from "node:assert/strict";
import type { FinishedExecution } from "../../../local/app/executions.ts";
import { notTaken, photoOutcome } from "../../../local/photo-run/photo-outcome.ts";

const TASKS = [
  { stateName: "Inspect", order: 0, durationMs: 5, isColdStart: false, output: {}, hasFailed: false },
];
const REASON = { error: "UnsupportedFormat", message: "It is a HEIC." };

const RECORD = {
  status: "processed",
  folder: "photos/1/",
  pictures: [{ file: "compressed.webp", key: "photos/1/compressed.webp", sizeBytes: 9 }],
  documents: [{ file: "labels.json", key: "photos/1/labels.json" }],
  labels: [{ name: "Cat", confidence: 97.5 }],
  notes: ["Only the first frame is used."],
};

/** What becomes of `cat.jpg` when its execution ends so. */
function outcomeOf(execution: Omit<FinishedExecution, "events" | "tasks">) {
  return photoOutcome("cat.jpg", { events: [], tasks: TASKS, ...execution });
}

/** Of a photo that came to nothing. */
const NOTHING = { name: "cat.jpg", tasks: TASKS, events: [], labels: [], notes: [], files: {} };

describe("the outcome of a photo", () => {
  it("is processed, with pictures and documents by their file names", () => {
    assert.deepEqual(outcomeOf({ status: "SUCCEEDED", output: RECORD }), {
      name: "cat.jpg",
      status: "processed",
      tasks: TASKS,
      events: [],
      labels: [{ name: "Cat", confidence: 97.5 }],
      notes: ["Only the first frame is used."],
      files: { "compressed.webp": "photos/1/compressed.webp", "labels.json": "photos/1/labels.json" },
    });
  });

  for (const status of ["rejected", "failed"] as const) {
    it(`is ${status} with the reason, and that alone as a file, whatever was made before`, () => {
      const cause = JSON.stringify({ ...RECORD, status, folder: "rejected/1/", reason: REASON });
      assert.deepEqual(outcomeOf({ status: "FAILED", error: "PhotoRejected", cause }), {
        name: "cat.jpg",
        status,
        reason: REASON,
        tasks: TASKS,
        events: [],
        labels: [{ name: "Cat", confidence: 97.5 }],
        notes: ["Only the first frame is used."],
        files: { "rejected.json": "rejected/1/rejected.json" },
      });
    });
  }

  it("is a duplicate, without files", () => {
    assert.deepEqual(
      outcomeOf({ status: "SUCCEEDED", output: { status: "duplicate", folder: "photos/1/" } }),
      {
        ...NOTHING,
        status: "duplicate",
      },
    );
  });

  describe("is failed", () => {
    it("with the error of an execution that carries no record", () => {
      const cause = "It takes too much memory.";
      assert.deepEqual(outcomeOf({ status: "FAILED", error: "Runtime.ExitError", cause }), {
        ...NOTHING,
        status: "failed",
        reason: { error: "Runtime.ExitError", message: cause },
      });
    });

    it("with a cause that is JSON but no record", () => {
      const cause = JSON.stringify({ errorType: "TornPaper", errorMessage: "It is torn." });
      assert.deepEqual(outcomeOf({ status: "FAILED", error: "TornPaper", cause }), {
        ...NOTHING,
        status: "failed",
        reason: { error: "TornPaper", message: cause },
      });
    });

    it("with the execution's status where it names no error", () => {
      assert.deepEqual(outcomeOf({ status: "ABORTED" }), {
        ...NOTHING,
        status: "failed",
        reason: { error: "ABORTED", message: "The execution ended without a record." },
      });
    });

    for (const [what, output] of [
      ["no status", { ...RECORD, status: undefined }],
      ["a status that nobody knows", { ...RECORD, status: "lost" }],
      ["a picture without a key", { ...RECORD, pictures: [{ file: "compressed.webp" }] }],
      ["a label without a confidence", { ...RECORD, labels: [{ name: "Cat" }] }],
      ["nothing in it", null],
    ] as const) {
      it(`with a record that has ${what}`, () => {
        assert.deepEqual(outcomeOf({ status: "SUCCEEDED", output }), {
          ...NOTHING,
          status: "failed",
          reason: { error: "SUCCEEDED", message: "The execution ended without a record." },
        });
      });
    }
  });

  it("is not taken where no execution was started", () => {
    assert.deepEqual(notTaken("cat.pdf"), {
      name: "cat.pdf",
      status: "not taken",
      reason: { error: "NotTaken", message: "No rule takes a file of this name and size." },
      labels: [],
      notes: [],
      tasks: [],
      events: [],
      files: {},
    });
  });
});
