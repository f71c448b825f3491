import { join } from "node:path";
import { z } from "zod";
import { parsedJson } from "../local/states/json-value.ts";
import { MANIFEST_FILE } from "../packaging/manifest.ts";
import { UserError } from "../reporting/user-error.ts";
import { readText } from "./read-text.ts";

/** A function or layer of a synthesized app, as far as the table of a build shows it. */
export interface BuiltArtifact {
  readonly id: string;
  readonly kind: "function" | "npm-layer" | "source-layer";
  readonly stack: string;
  readonly address: string;
  /** Relative to the stack's output folder. */
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  /** The ids of its layers, in order. */
  readonly layers: readonly string[];
}

/** What else the manifest says is of no interest here, so that it may change. */
const MANIFEST = z.object({
  artifacts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["function", "npm-layer", "source-layer"]),
      stack: z.string(),
      address: z.string(),
      file: z.string(),
      sha256: z.string(),
      sizeBytes: z.number(),
      unzippedBytes: z.number(),
      layers: z.array(z.string()),
    }),
  ),
});

/**
 * What the manifest in a synth's output folder lists.
 *
 * @throws UserError when there is none that can be read
 */
export function builtArtifacts(folder: string): readonly BuiltArtifact[] {
  const path = join(folder, MANIFEST_FILE);
  const expected = "the manifest that the synth writes";
  const text = readText(path, {
    expected,
    found: "no file that can be read",
    advice: "Declare a LambdaFunction or a LambdaLayer in the app.",
  });
  const manifest = MANIFEST.safeParse(parsedJson(text));
  if (manifest.success) return manifest.data.artifacts;
  throw new UserError({
    at: path,
    expected,
    found: "something else",
    advice: "Synthesize the app again, with this version of terraloom.",
  });
}
