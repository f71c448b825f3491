import type { ManifestEntry } from "../../packaging/manifest.ts";
import type { ArtifactChange, InputChange, OptionChange, PackageChange } from "./artifact-change.ts";

/** Every function and layer of two manifests, sorted by id, those that stay too. */
export function compareManifests(
  base: readonly ManifestEntry[],
  next: readonly ManifestEntry[],
): readonly ArtifactChange[] {
  const [before, after] = [byId(base), byId(next)];
  const hasChanged = (id: string): boolean => before.get(id)?.sha256 !== after.get(id)?.sha256;
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((id) => artifactChange(id, before.get(id), after.get(id), hasChanged));
}

function artifactChange(
  id: string,
  before: ManifestEntry | undefined,
  after: ManifestEntry | undefined,
  hasChanged: (id: string) => boolean,
): ArtifactChange {
  const [old, now] = [before?.layers ?? [], after?.layers ?? []];
  return {
    id,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    inputs: inputChanges(before?.inputs ?? [], after?.inputs ?? []),
    packages: packageChanges(before?.packages ?? [], after?.packages ?? []),
    layers: {
      added: now.filter((layer) => !old.includes(layer)),
      removed: old.filter((layer) => !now.includes(layer)),
      changed: now.filter((layer) => old.includes(layer) && hasChanged(layer)),
    },
    options: optionChanges(before?.options ?? {}, after?.options ?? {}),
    sameBytes: before?.sha256 === after?.sha256,
  };
}

const byId = (entries: readonly ManifestEntry[]): ReadonlyMap<string, ManifestEntry> =>
  new Map(entries.map((entry) => [entry.id, entry]));

function inputChanges(
  before: ManifestEntry["inputs"],
  after: ManifestEntry["inputs"],
): readonly InputChange[] {
  return changes(before, after, "path", (old, now) => old?.sha256 === now?.sha256).map(
    ([path, old, now]) => ({
      path,
      ...(old === undefined ? {} : { beforeBytes: old.sizeBytes }),
      ...(now === undefined ? {} : { afterBytes: now.sizeBytes }),
    }),
  );
}

/** A package may be there in several versions: the copies that only one side has are told one beside the other. */
function packageChanges(
  before: ManifestEntry["packages"],
  after: ManifestEntry["packages"],
): readonly PackageChange[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const gone = copiesWithout(before, after, name);
    const come = copiesWithout(after, before, name);
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
      name,
      ...(gone[index] && { before: gone[index].version }),
      ...(come[index] && { after: come[index].version }),
    }));
  });
}

function copiesWithout(
  packages: ManifestEntry["packages"],
  others: ManifestEntry["packages"],
  name: string,
): ManifestEntry["packages"] {
  const known = new Set(others.map(({ sha256 }) => sha256));
  return packages.filter((one) => one.name === name && !known.has(one.sha256));
}

function optionChanges(
  before: ManifestEntry["options"],
  after: ManifestEntry["options"],
): readonly OptionChange[] {
  const list = (options: ManifestEntry["options"]) =>
    Object.entries(options).map(([name, value]) => ({ name, value }));
  return changes(list(before), list(after), "name", (old, now) => old?.value === now?.value).map(
    ([name, old, now]) => ({
      name,
      ...(old === undefined ? {} : { before: old.value }),
      ...(now === undefined ? {} : { after: now.value }),
    }),
  );
}

/** What two lists have that is not the same in both, by a key, sorted by it. */
function changes<K extends string, T extends { readonly [key in K]: string }>(
  before: readonly T[],
  after: readonly T[],
  key: K,
  isSame: (old: T | undefined, now: T | undefined) => boolean,
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const [old, now] = [before, after].map(
    (list) => new Map(list.map((item) => [item[key] as string, item])),
  ) as [Map<string, T>, Map<string, T>];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((name) => [name, old.get(name), now.get(name)] as const)
    .filter(([, left, right]) => !isSame(left, right));
}
