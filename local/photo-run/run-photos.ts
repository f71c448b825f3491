import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { UserError } from "../../reporting/user-error.ts";
import type { LocalApp } from "../app/local-app.ts";
import { createPendingWork } from "../app/pending-work.ts";
import { uploadObject } from "../app/upload-object.ts";
import type { OutputFolder } from "./output-folder.ts";
import type { PhotoFile } from "./photo-files.ts";
import { broken, notTaken, type PhotoOutcome, photoOutcome } from "./photo-outcome.ts";

export interface RunPhotosOptions {
  readonly output: OutputFolder;
  readonly onDone: (outcome: PhotoOutcome) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads every file to the app, as many at a time as the machine has processors, and lays what came out into the
 * output folder. While all of these only wait, others begin. What goes wrong with one file is its outcome; the others go on.
 *
 * @returns the outcomes in the order of the files; after an abort only those that were done
 */
export async function runPhotos(
  app: LocalApp,
  photos: readonly PhotoFile[],
  { output, onDone, signal }: RunPhotosOptions,
): Promise<readonly PhotoOutcome[]> {
  const buckets = { uploads: bucketOf(app, "uploads_bucket"), results: bucketOf(app, "results_bucket") };
  const outcomes = new Map<number, PhotoOutcome>();
  const queue = photos.entries();
  let begun = 0;
  const work = async () => {
    for (const [index, photo] of queue) {
      if (signal.aborted) return;
      begun = index + 1;
      const ended = await runPhoto(app, buckets.uploads, photo).catch((error) => failure(photo, error));
      if (signal.aborted) return;
      const writing = app.atWork(() => writeOutputs(app, buckets.results, ended, output));
      const outcome = await writing.then(
        () => ended,
        (error) => failure(photo, error),
      );
      outcomes.set(index, outcome);
      onDone(outcome);
    }
  };
  const workers = createPendingWork();
  const beginOne = () => void workers.track(work());
  app.whenIdle(() => {
    const isMoreLeft = begun < photos.length && !signal.aborted;
    if (isMoreLeft) beginOne();
    return isMoreLeft;
  });
  for (let worker = 0; worker < availableParallelism(); worker += 1) beginOne();
  await workers.done();
  return photos.flatMap((_, index) => outcomes.get(index) ?? []);
}

async function runPhoto(
  app: LocalApp,
  bucket: string,
  { path, name, problem }: PhotoFile,
): Promise<PhotoOutcome> {
  if (problem !== undefined) return broken(name, "Unreadable", `The file cannot be read: ${problem}.`);
  const key = `uploads/${name}`;
  const versionId = await app.atWork(async () =>
    // As a whole: a stream could not be sent again, and fails outside of any promise.
    uploadObject(app, bucket, key, await readFile(path)),
  );
  const { executions } = app.uploadOf(bucket, key, versionId);
  const ended = await Promise.all(executions.map(({ result }) => result));
  const outcomes = ended.map((execution) => photoOutcome(name, execution));
  // Of an event that came twice, one execution gets the photo.
  return outcomes.find(({ status }) => status !== "duplicate") ?? outcomes[0] ?? notTaken(name);
}

function failure({ name }: PhotoFile, error: unknown): PhotoOutcome {
  const { code, name: kind, message } = error as NodeJS.ErrnoException;
  return broken(name, code ?? kind, message);
}

async function writeOutputs(
  app: LocalApp,
  bucket: string,
  outcome: PhotoOutcome,
  output: OutputFolder,
): Promise<void> {
  if (outcome.status === "duplicate") return; // its outputs lie there already
  const files: Record<string, Uint8Array> = {};
  for (const [file, key] of Object.entries(outcome.files)) {
    const bytes = await app.read(bucket, key);
    if (bytes !== undefined) files[file] = bytes;
  }
  const { status, reason } = outcome;
  if (reason !== undefined && Object.keys(files).length === 0) {
    files["rejected.json"] = Buffer.from(`${JSON.stringify({ status, reason }, undefined, 2)}\n`);
  }
  output.write(outcome.name, files);
}

function bucketOf(app: LocalApp, output: string): string {
  const name = app.outputs[output];
  if (typeof name === "string") return name;
  throw new UserError({
    at: `stack "${app.stackName}"`,
    expected: `an output "${output}"`,
    found: Object.keys(app.outputs).join(", ") || "no output at all",
    advice:
      "Only a stack with the image pipeline can run photos; declare the output, or choose another --stack.",
  });
}
