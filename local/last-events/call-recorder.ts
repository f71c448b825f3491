import { copyFileSync, linkSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { MAX_EVENT_BYTES } from "../lambda/lambda-failure.ts";
import type { StoredObject } from "../object-store/stored-object.ts";
import type { LastEvent } from "./last-event.ts";

/** Notes the last call of each function, with the objects that are needed to make it again. */
export interface CallRecorder {
  /**
   * A call begins; what it gives ends it. Kept are `present` and whatever is read from the store until the end, by this
   * call or by another one at the same time, apart from what was written in between.
   */
  begin(name: string, event: unknown, present: readonly StoredObject[]): () => void;
  noteRead(object: StoredObject): void;
  noteCreated(object: ObjectId): void;
  /** By the names of the functions. The objects' files last as long as the folder and until the next call. */
  readonly lastEvents: ReadonlyMap<string, LastEvent>;
}

type ObjectId = Pick<StoredObject, "bucket" | "key"> & { readonly versionId?: string };

export interface CallRecorderOptions {
  /** For copies of objects that somebody may delete; it need not exist. */
  readonly folder: string;
  /** Of one event. Default: 64 MiB. What is beyond is left out, as if it were not there. */
  readonly maxObjectBytes?: number;
}

interface Recording {
  readonly objects: Map<string, StoredObject>;
  readonly created: Set<string>;
  sizeBytes: number;
}

const MAX_OBJECT_BYTES = 64 * 1024 ** 2;

export function createCallRecorder({
  folder,
  maxObjectBytes = MAX_OBJECT_BYTES,
}: CallRecorderOptions): CallRecorder {
  const recordings = new Set<Recording>();
  const lastEvents = new Map<string, LastEvent>();
  const held = new Map<string, StoredObject>();

  const keep = (recording: Recording, object: StoredObject) => {
    const id = idOf(object);
    if (recording.objects.has(id) || recording.created.has(id)) return;
    if (recording.sizeBytes + object.sizeBytes > maxObjectBytes) return;
    const copy = held.get(object.path) ?? holdFile(folder, object);
    held.set(object.path, copy);
    recording.objects.set(id, copy);
    recording.sizeBytes += object.sizeBytes;
  };
  const release = () => {
    const events = [...lastEvents.values()].flatMap(({ objects }) => objects);
    const running = [...recordings].flatMap(({ objects }) => [...objects.values()]);
    const needed = new Set([...events, ...running]);
    for (const [path, copy] of held) {
      if (needed.has(copy)) continue;
      held.delete(path);
      rmSync(copy.path, { force: true });
    }
  };

  return {
    lastEvents,
    begin(name, event, present) {
      if (Buffer.byteLength(JSON.stringify(event) ?? "") > MAX_EVENT_BYTES) return () => {};
      const recording: Recording = { objects: new Map(), created: new Set(), sizeBytes: 0 };
      for (const object of present) keep(recording, object);
      recordings.add(recording);
      return () => {
        recordings.delete(recording);
        lastEvents.set(name, { event, objects: [...recording.objects.values()] });
        release();
      };
    },
    noteRead(object) {
      for (const recording of recordings) keep(recording, object);
    },
    noteCreated(object) {
      for (const recording of recordings) recording.created.add(idOf(object));
    },
  };
}

/** In a bucket without versions the same id stands for one content after the other; the first that was read counts. */
function idOf({ bucket, key, versionId = "null" }: ObjectId): string {
  return JSON.stringify([bucket, key, versionId]);
}

/** A second name for the file, under which it stays when the store removes its own; a copy where that cannot be. */
function holdFile(folder: string, object: StoredObject): StoredObject {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(object.path));
  try {
    linkSync(object.path, path);
  } catch {
    copyFileSync(object.path, path);
  }
  return { ...object, path };
}
