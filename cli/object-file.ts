import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";

/** A file that stands for an object. */
export interface ObjectFile {
  /** In the app or in AWS. */
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** Reads the option `<bucket>/<key>=<file>`; the key may have `=` in it, the file's path not. */
export function objectFile(text: string): ObjectFile {
  const [, bucket, key, file] = /^([^/]+)\/(.+)=([^=]+)$/.exec(text) ?? [];
  if (bucket === undefined || key === undefined || file === undefined) {
    throw new InvalidArgumentError(
      "Expected <bucket>/<key>=<file>, such as results/working/cat.png=cat.png.",
    );
  }
  try {
    return { bucket, key, bytes: readFileSync(file) };
  } catch (error) {
    throw new InvalidArgumentError(`Expected a file that can be read: ${(error as Error).message}.`);
  }
}
