import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What `/tmp` is in Lambda: a folder that one execution environment has for as long as it lives. */
export interface TemporaryFolder {
  readonly path: string;
  /** Also while somebody still writes into it; once more after that removes the rest. */
  remove(): void;
}

export function createTemporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-tmp-")));
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true });
      } catch {
        // A process that is about to be gone has just written a file.
      }
    },
  };
}
