import type { ManifestEntry } from "../../packaging/manifest.ts";
import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { ArtifactChange } from "../../review/code/artifact-change.ts";
import type { Base } from "./base.ts";

/** A function or layer that is asked for, with what it is compared with. */
export interface WantedChange {
  /** `images-dev/compress`. */
  readonly title: string;
  readonly since: string;
  readonly change: ArtifactChange;
  /** What the user should know of the comparison, a line each. */
  readonly notes: readonly string[];
}

/**
 * What has the name in any stack: `compress`, or `images-dev/compress` for one of them.
 *
 * @throws {UserError} where nothing has it, and where nobody knows what the deployed zip was made from.
 */
export function wantedChanges(
  name: string,
  changes: readonly ArtifactChange[],
  base: Base,
): readonly WantedChange[] {
  const found = changes.flatMap((change) => {
    const entry = change.after ?? change.before;
    return entry !== undefined && namesOf(entry).includes(name) ? [{ change, entry }] : [];
  });
  if (found.length === 0) throw noneOf(name, changes);
  return found.map(({ change, entry }) => {
    const digest = base.unknown.get(entry.id);
    if (digest !== undefined) throw unknownOrigin(entry, digest);
    return {
      title: `${entry.stack}/${entry.address}`,
      since: base.sinceOf(entry.stack),
      change,
      notes: base.notesOf(entry),
    };
  });
}

const namesOf = ({ id, stack, address }: ManifestEntry): readonly string[] => [
  address,
  `${stack}/${address}`,
  id,
];

function noneOf(name: string, changes: readonly ArtifactChange[]): UserError {
  const entries = changes.map(({ after, before }) => after ?? before);
  const all = [...new Set(entries.flatMap((entry) => (entry === undefined ? [] : [entry.address])))].sort();
  return new UserError({
    expected: `a function or layer "${name}"`,
    found: onlyNames(all),
    advice: "Check the spelling.",
  });
}

function unknownOrigin({ stack, address, sha256 }: ManifestEntry, digest: string): UserError {
  return new UserError({
    at: `${stack}/${address}`,
    expected: "a deployed zip that was built with this machine's cache",
    found: `${digest}, of which nobody here knows the inputs; now it is ${sha256}`,
    advice:
      "Build what is deployed again with --commit <commit>, or name the manifest of the deploy with --base.",
  });
}
