import type { StoredObject } from "../object-store/stored-object.ts";

/** What a function was called with, and the objects that it found. */
export interface LastEvent {
  readonly event: unknown;
  readonly objects: readonly StoredObject[];
}
