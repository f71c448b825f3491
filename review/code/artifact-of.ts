import type { JsonObject } from "../plan/json.ts";
import type { ArtifactChange } from "./artifact-change.ts";

/**
 * The artifact that a function or layer version of a plan is deployed from: the one with the digest that the plan names, or else the only one
 * with the name of its zip. Undefined where neither is found.
 *
 * @param attributes - of the resource, after the plan.
 */
export function artifactOf(
  artifacts: readonly ArtifactChange[],
  attributes: JsonObject,
): ArtifactChange | undefined {
  const { source_code_hash: digest, filename, s3_key: key } = attributes;
  const byDigest = artifacts.filter(({ after }) => after?.sha256 === digest && digest !== undefined);
  const zip = [filename, key].find((path) => typeof path === "string" && path !== "");
  const isNamed = ({ after }: ArtifactChange): boolean =>
    typeof zip === "string" && after !== undefined && (zip === after.file || zip.endsWith(`/${after.file}`));
  // Two functions may have the very same zip.
  const named = (byDigest.length > 0 ? byDigest : artifacts).filter(isNamed);
  return named.length === 1 ? named[0] : byDigest[0];
}
