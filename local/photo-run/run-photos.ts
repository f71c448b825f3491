import { createReadStream, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { UserError } from "../../reporting/user-error.ts";
import type { LocalApp } from "../app/local-app.ts";
import type { OutputFolder } from "./output-folder.ts";
import type { PhotoFile } from "./photo-files.ts";
import { notTaken, type PhotoOutcome, photoOutcome } from "./photo-outcome.ts";

export interface RunPhotosOptions {
  readonly output: OutputFolder;
  readonly onDone: (outcome: PhotoOutcome) => void;
  readonly signal: AbortSignal;
}

/**
 * Uploads every file to the app, as many at a time as the machine has processors, and lays what came out into the
 * output folder.
 *
 * @returns the outcomes in the order of the files; after an abort only those that were done
 */
export async function runPhotos(
  app: LocalApp,
  photos: readonly PhotoFile[],
  { output, onDone, signal }: RunPhotosOptions,
): Promise<readonly PhotoOutcome[]> {
  const buckets = { uploads: bucketOf(app, "uploads_bucket"), results: bucketOf(app, "results_bucket") };
  const client = uploader(app);
  const outcomes = new Map<number, PhotoOutcome>();
  const queue = photos.entries();
  const work = async () => {
    for (const [index, photo] of queue) {
      if (signal.aborted) return;
      const outcome = await runPhoto(app, client, buckets.uploads, photo);
      if (signal.aborted) return;
      await writeOutputs(app, buckets.results, outcome, output);
      outcomes.set(index, outcome);
      onDone(outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    if (!signal.aborted) await app.settle();
  } finally {
    client.destroy();
  }
  return photos.flatMap((_, index) => outcomes.get(index) ?? []);
}

async function runPhoto(
  app: LocalApp,
  client: S3Client,
  bucket: string,
  { path, name }: PhotoFile,
): Promise<PhotoOutcome> {
  const key = `uploads/${name}`;
  const { VersionId } = await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: createReadStream(path),
      ContentLength: statSync(path).size,
    }),
  );
  const [execution] = app.uploadOf(bucket, key, VersionId).executions;
  return execution === undefined ? notTaken(name) : photoOutcome(name, await execution.result);
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
  if (outcome.status === "not taken") {
    const { status, reason } = outcome;
    files["rejected.json"] = Buffer.from(`${JSON.stringify({ status, reason }, undefined, 2)}\n`);
  }
  output.write(outcome.name, files);
}

function uploader(app: LocalApp): S3Client {
  return new S3Client({
    endpoint: app.endpoint,
    region: app.region,
    forcePathStyle: true,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
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
