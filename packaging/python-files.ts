import type { Distribution } from "./python-wheel.ts";
import { sha256 } from "./sha256.ts";
import type { ZipFile } from "./zip-file.ts";

/** Which packages have something below a name at the root: `yaml` to `PyYAML 6.0.2`. */
export type OwnersByFolder = Readonly<Record<string, string>>;

/** The files of several packages in one folder. */
export interface MergedFiles {
  readonly files: readonly ZipFile[];
  readonly owners: OwnersByFolder;
  /** A line for each package that has another file under a path that one before it has, too. */
  readonly told: readonly string[];
}

/** Lays packages over each other; of two files with one path that of the first package counts. */
export function mergedFiles(distributions: readonly Distribution[]): MergedFiles {
  const files = new Map<string, ZipFile>();
  const owners = new Map<string, Set<string>>();
  const told: string[] = [];
  for (const { name, version, files: own } of distributions) {
    const hidden = own.filter(({ path, bytes }) => isOther(files.get(path), bytes));
    if (hidden.length > 0) told.push(`${name} ${version} has ${hiddenText(hidden)}`);
    for (const file of own) {
      if (!files.has(file.path)) files.set(file.path, file);
      const top = file.path.split("/", 1)[0] ?? "";
      owners.set(top, (owners.get(top) ?? new Set()).add(`${name} ${version}`));
    }
  }
  const named = [...owners].map(([top, names]) => [top, [...names].join(" or ")]);
  return { files: [...files.values()], owners: Object.fromEntries(named.sort()), told };
}

function hiddenText(hidden: readonly ZipFile[]): string {
  const count = hidden.length === 1 ? "1 file" : `${hidden.length} files`;
  return `${count} that a package before it has, too: ${hidden.map(({ path }) => path).join(", ")}`;
}

function isOther(known: ZipFile | undefined, bytes: Uint8Array): boolean {
  return known !== undefined && sha256(known.bytes) !== sha256(bytes);
}
