import { randomUUID } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { StoredObject } from "../object-store/stored-object.ts";
import type { LastEvent } from "./last-event.ts";

/** An event that was kept. */
export interface KeptEvent extends LastEvent {
  /** When the function was called, in milliseconds since 1970. */
  readonly calledAt: number;
}

/** The last events of a stack's functions, in the cache's folder `events` that all stacks share. */
export interface EventFolder {
  /** Undefined where the function was never called, or what was kept is damaged. */
  read(functionName: string): KeptEvent | undefined;
  /**
   * Keeps events by the names of their functions. Only this user can read what it writes.
   *
   * @throws the system's error where the folder cannot be written.
   */
  write(events: ReadonlyMap<string, LastEvent>): void;
}

/** Another session may have written an object and not yet the event that names it. */
const GRACE_MS = 10 * 60 * 1000;

const OBJECT = z.strictObject({
  kind: z.literal("object"),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  lastModified: z.coerce.date(),
  sizeBytes: z.number(),
  etag: z.string(),
  /** In the folder `objects`. */
  path: z.string().regex(/^[0-9a-f-]{36}$/),
  headers: z.record(z.string(), z.string()),
  checksums: z.record(z.string(), z.string()),
  checksumType: z.enum(["FULL_OBJECT", "COMPOSITE"]),
  partSizesBytes: z.array(z.number()),
});
const RECORD = z.strictObject({ format: z.literal(1), event: z.unknown(), objects: z.array(OBJECT) });

export function openEventFolder(cacheFolder: string, stackName: string): EventFolder {
  const folder = join(cacheFolder, "events");
  const objectsFolder = join(folder, "objects");
  const fileOf = (functionName: string) =>
    join(folder, `${encodeURIComponent(stackName)}.${functionName}.json`);
  return {
    read(functionName) {
      try {
        const file = fileOf(functionName);
        const { event, objects } = RECORD.parse(JSON.parse(readFileSync(file, "utf8")));
        const there = objects.map((object) => ({ ...object, path: join(objectsFolder, object.path) }));
        const kept = there.filter(({ path }) => existsSync(path));
        return { event, objects: kept as readonly StoredObject[], calledAt: statSync(file).mtimeMs };
      } catch {
        return undefined;
      }
    },
    write(events) {
      mkdirSync(objectsFolder, { recursive: true, mode: 0o700 });
      for (const [functionName, { event, objects }] of events) {
        for (const { path } of objects) keepObject(path, join(objectsFolder, basename(path)));
        const named = objects.map((object) => ({ ...object, path: basename(object.path) }));
        const text = `${JSON.stringify({ format: 1, event, objects: named })}\n`;
        replace(fileOf(functionName), (path) => writeFileSync(path, text, { mode: 0o600 }));
      }
      removeUnnamed(folder, objectsFolder);
    },
  };
}

/** The name of an object's file stands for its content. */
function keepObject(from: string, to: string): void {
  if (existsSync(to)) return;
  replace(to, (path) => {
    copyFileSync(from, path);
    chmodSync(path, 0o600);
  });
}

/** Writes beside and renames: a reader sees the old file or the new one, never a half. */
function replace(path: string, write: (path: string) => void): void {
  const beside = `${path}.${randomUUID()}.partial`;
  try {
    write(beside);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Removes the objects that no event names any more. */
function removeUnnamed(folder: string, objectsFolder: string): void {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  for (const name of readdirSync(objectsFolder)) {
    const path = join(objectsFolder, name);
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    const isYoung = Date.now() - writtenAt < GRACE_MS;
    if (!isYoung && !texts.some((text) => text.includes(name))) rmSync(path, { force: true });
  }
}
