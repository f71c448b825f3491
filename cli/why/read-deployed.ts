import { existsSync, readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { parsedJson } from "../../local/states/json-value.ts";
import { notReadable } from "../../reporting/not-readable.ts";
import { UserError } from "../../reporting/user-error.ts";
import { type DeployedZip, deployedZips } from "../../review/code/deployed-zip.ts";
import type { Json } from "../../review/plan/json.ts";

/** Stands for standard input instead of a path. */
const STANDARD_INPUT = "-";

/**
 * The zips that a state or plan says are deployed.
 *
 * @param path - of the file, or `-`.
 * @throws {UserError} for what cannot be read, or is neither.
 */
export async function readDeployed(path: string): Promise<readonly DeployedZip[]> {
  const at = path === STANDARD_INPUT ? "standard input" : path;
  const text = (path === STANDARD_INPUT ? await buffer(process.stdin) : readBytes(path)).toString("utf8");
  const zips = deployedZips((parsedJson(text) ?? null) as Json);
  if (zips !== undefined) return zips;
  throw notAState(at, text.trim() === "" ? "nothing" : "something else");
}

/** The same of a local backend's file; undefined where there is none: nothing was deployed from here. */
export function readLocalState(path: string): Promise<readonly DeployedZip[]> | undefined {
  return existsSync(path) ? readDeployed(path) : undefined;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw notAState(path, notReadable(error));
  }
}

const notAState = (at: string, found: string): UserError =>
  new UserError({
    at,
    expected: "a state or a plan as JSON",
    found,
    advice: "Write it with: terraform state pull, or terraform show -json plan.out",
  });
