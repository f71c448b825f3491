import { statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { watch } from "chokidar";
import { contentMark } from "./file-content.ts";

/** Files with another content than before, new ones and deleted ones. */
export interface SavedFiles {
  /** Relative to the project's root, with `/` between folders; sorted. */
  readonly paths: readonly string[];
  /** When the first of them was saved, in milliseconds since 1970. */
  readonly savedAt: number;
}

export interface WatchOptions {
  /** Whether a path, given as in {@link SavedFiles}, is looked at. */
  readonly isWatched: (path: string) => boolean;
  readonly onSave: (saved: SavedFiles) => void;
  /** Gets what keeps files from being watched, such as a limit of the system. */
  readonly onError: (error: Error) => void;
  /** Editors write a file in several steps: how long it is quiet once they are done. Default: 50. */
  readonly quietMs?: number;
}

export interface ProjectWatch {
  /** Watches files that lie outside of the project too. */
  alsoWatch(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** A time of change that is further away than this was not set by the save. */
const MAX_NOTICE_MS = 1000;

/** Watches the files below `root`, an absolute path; resolves once every save from then on is noticed. */
export async function watchProject(root: string, options: WatchOptions): Promise<ProjectWatch> {
  const { isWatched, onSave, onError, quietMs = 50 } = options;
  const marks = new Map<string, string | undefined>();
  const touched = new Set<string>();
  let firstAt = 0;
  let quiet: NodeJS.Timeout | undefined;
  let isReady = false;
  const shown = (path: string) => relative(root, path).split(sep).join("/");

  const tell = () => {
    const changed = [...touched].filter((path) => {
      const mark = contentMark(path);
      if (marks.get(path) === mark) return false;
      marks.set(path, mark);
      return true;
    });
    touched.clear();
    if (changed.length === 0) return;
    const savedAt = Math.min(...changed.map((path) => changedAt(path, firstAt)));
    onSave({ paths: changed.map(shown).sort(), savedAt });
  };
  const note = (path: string) => {
    if (!isReady) return marks.set(path, contentMark(path));
    if (touched.size === 0) firstAt = Date.now();
    touched.add(path);
    clearTimeout(quiet);
    quiet = setTimeout(tell, quietMs);
    return undefined;
  };

  const watcher = watch(root, {
    atomic: false, // what a save is made of is sorted out here, by content
    ignored: (path) => path !== root && !isWatched(shown(path)),
  });
  watcher.on("add", note).on("change", note).on("unlink", note);
  watcher.on("error", (error) => onError(error as Error));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  isReady = true;
  return {
    alsoWatch(paths) {
      const outside = paths.map((path) => join(root, path)).filter((path) => !marks.has(path));
      for (const path of outside) marks.set(path, contentMark(path));
      watcher.add(outside);
    },
    async close() {
      clearTimeout(quiet);
      await watcher.close();
    },
  };
}

/** The file's own time, if it can be that of this save; a file that was moved here keeps an older one. */
function changedAt(path: string, noticedAt: number): number {
  const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? noticedAt;
  return time <= noticedAt && noticedAt - time < MAX_NOTICE_MS ? time : noticedAt;
}
