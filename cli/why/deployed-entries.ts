import type { ManifestEntry } from "../../packaging/manifest.ts";
import type { DeployedZip } from "../../review/code/deployed-zip.ts";

/** The manifest of what is deployed of a stack, as far as it can be found again. */
export interface DeployedEntries {
  readonly entries: readonly ManifestEntry[];
  /** Digests, in base64, of zips that nobody here knows the origin of, by the id of the artifact. */
  readonly unknown: ReadonlyMap<string, string>;
  /** Ids of artifacts of which Lambda has another zip than Terraform gave it. */
  readonly foreign: ReadonlySet<string>;
}

/** What a zip was made from; undefined for one that was not built here. */
export type OriginOf = (
  sha256: string,
  id: string,
) => Omit<ManifestEntry, "stack" | "address" | "file"> | undefined;

/**
 * Finds again what the deployed zips of a stack were made from.
 *
 * @param stack - its name.
 * @param zips - those that are deployed.
 * @param built - the stack's artifacts as the app builds them now.
 */
export function deployedEntries(
  stack: string,
  zips: readonly DeployedZip[],
  built: readonly ManifestEntry[],
  originOf: OriginOf,
): DeployedEntries {
  const entries: ManifestEntry[] = [];
  const unknown = new Map<string, string>();
  const foreign = new Set<string>();
  for (const zip of zips) {
    const now = built.find((entry) => entry.address === zip.name && kindOf(entry) === zip.kind);
    const id = now?.id ?? `${stack}/${zip.name}`;
    const origin = now?.sha256 === zip.sha256 ? now : originOf(zip.sha256, id);
    if (zip.isForeign) foreign.add(id);
    if (origin === undefined) unknown.set(id, zip.sha256);
    else
      entries.push({ ...origin, id, stack, address: zip.name, file: now?.file ?? `assets/${zip.name}.zip` });
  }
  return { entries, unknown, foreign };
}

const kindOf = ({ kind }: ManifestEntry): DeployedZip["kind"] => (kind === "function" ? "function" : "layer");
