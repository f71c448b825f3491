import type { SynthesizedStack } from "../../local/synthesized/synthesized-stack.ts";
import type { ManifestEntry } from "../../packaging/manifest.ts";

/**
 * What each function of a stack runs as, in a text that is another one when its code, a layer of it or its declaration is,
 * by its name in the app.
 */
export function functionStates(
  { resources }: SynthesizedStack,
  entries: readonly ManifestEntry[],
): ReadonlyMap<string, string> {
  const digests = new Map(entries.map(({ id, sha256 }) => [id, sha256]));
  return new Map(
    entries
      .filter(({ kind }) => kind === "function")
      .map(({ id, address, layers }) => {
        const resource = resources.find((one) => one.address === `aws_lambda_function.${address}`);
        // The digest in the resource is the synth's, while the code may have been built since.
        const { source_code_hash: _, ...declared } = resource?.attributes ?? {};
        return [address, JSON.stringify([declared, ...[id, ...layers].map((one) => digests.get(one))])];
      }),
  );
}
