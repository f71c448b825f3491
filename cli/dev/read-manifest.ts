import { join } from "node:path";
import { MANIFEST_FILE, type ManifestEntry } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { readText } from "../read-text.ts";

/**
 * What a synth has built.
 *
 * @throws UserError where there is no manifest, which an app without functions and layers has not, or another one's.
 */
export function readManifest(outFolder: string): readonly ManifestEntry[] {
  const path = join(outFolder, MANIFEST_FILE);
  const text = readText(path, {
    expected: "the manifest that the synth writes",
    found: "no file that can be read",
    advice: "Declare a LambdaFunction in the app.",
  });
  return parseManifest(text, path);
}
