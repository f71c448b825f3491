import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/** A path relative to the working directory of the synth, an absolute one, or a `file:` URL. */
export type SourcePath = string | URL;

/**
 * The absolute path of a source file or folder that a construct names.
 *
 * @throws UserError when nothing is there, and without a path: a misspelt option is no error where types are not checked.
 */
export function sourcePath(construct: Construct, path: SourcePath | undefined): string {
  if (path === undefined) {
    throw new UserError({
      at: construct.node.path,
      expected: "the path of a source file or folder",
      found: "none",
      advice: "Check the spelling of the options that the construct is given.",
    });
  }
  const absolute = path instanceof URL ? fileURLToPath(path) : resolve(path);
  if (statSync(absolute, { throwIfNoEntry: false }) === undefined) {
    throw new UserError({
      at: construct.node.path,
      expected: `a source file or folder at ${path instanceof URL ? fileURLToPath(path) : path}`,
      found: "nothing there",
      advice: "Paths count from the folder in which the synth runs; check the spelling.",
    });
  }
  return absolute;
}
