import type { ObjectVersion } from "./bucket.ts";

/** A version of an object in a store, with the bucket it lies in. Its file is gone once somebody deletes the version. */
export interface StoredObject extends ObjectVersion {
  readonly bucket: string;
}
