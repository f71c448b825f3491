import { z } from "zod";
import { UserError } from "../reporting/user-error.ts";
import { MANIFEST_FILE, MANIFEST_FORMAT, type ManifestEntry } from "./manifest.ts";
import type { Origin } from "./origin.ts";

const RELATIVE_PATH = z.string().regex(/^(?!\/|[A-Za-z]:|.*\\)./, "not a relative path");
const BYTES = z.int().min(0);
const DIGEST = z.string().regex(/^[0-9a-f]{64}$/);
const ENTRY = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(["function", "npm-layer", "source-layer"]),
  source: RELATIVE_PATH,
  stack: z.string().min(1),
  address: z.string().min(1),
  file: RELATIVE_PATH.regex(/^(?!.*(^|\/)\.\.(\/|$))/, "not a path inside the stack's folder"),
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  sizeBytes: BYTES,
  unzippedBytes: BYTES,
  provides: z.array(z.string()),
  layers: z.array(z.string()),
  options: z.record(z.string(), z.string()),
  inputs: z.array(z.strictObject({ path: RELATIVE_PATH, sha256: DIGEST, sizeBytes: BYTES })),
  packages: z.array(z.strictObject({ name: z.string().min(1), version: z.string(), sha256: DIGEST })),
});
const ORIGIN = ENTRY.omit({ stack: true, address: true, file: true });
const MANIFEST = z.strictObject({ format: z.literal(MANIFEST_FORMAT), artifacts: z.array(ENTRY) });

/**
 * Reads what `manifestText` wrote; `at` is the file as messages name it.
 *
 * @throws UserError when the text is none of format 1.
 */
export function parseManifest(text: string, at: string = MANIFEST_FILE): readonly ManifestEntry[] {
  const broken = (found: string): UserError =>
    new UserError({ at, expected: "a manifest of format 1", found, advice: "Synthesize the app again." });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken("text that is no JSON");
  }
  const manifest = MANIFEST.safeParse(value);
  if (manifest.success) return manifest.data.artifacts;
  const issue = manifest.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "it" : issue.path.join(".");
  throw broken(`a problem with ${place} (${issue?.message ?? "unknown"})`);
}

/** What the cache keeps of an artifact; undefined for what another version wrote. */
export function parseOrigin(value: unknown): Origin | undefined {
  return ORIGIN.safeParse(value).data;
}
