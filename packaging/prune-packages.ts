import { isForeignBinary } from "./foreign-binary.ts";
import type { NpmTarget } from "./npm-target.ts";
import type { ZipFile } from "./zip-file.ts";

/** Folders that packages bring for their developers, where they stand directly in a package. */
const DEVELOPER_FOLDERS = new Set(
  ".github .vscode __tests__ benchmark benchmarks doc docs example examples test tests".split(" "),
);
const DEVELOPER_FILES =
  /\.(map|md|markdown|flow|tsbuildinfo|d\.[cm]?ts)$|^(changelog|history|authors)(\..*)?$/i;
const LEGAL_FILES = /^(licen[cs]e|notice|copying|third.?party)/i;

interface PackageFile {
  /** `node_modules/sharp`, nested ones included. */
  readonly packageFolder: string;
  /** Relative to the package: `lib/index.js`. */
  readonly path: string;
}

/**
 * The files of an installed `node_modules` that a function can need on `target`: no documentation, source maps, types
 * or tests, nothing that npm itself notes there, no binaries for other machines. Licences stay.
 */
export function prunePackages(files: readonly ZipFile[], target: NpmTarget): readonly ZipFile[] {
  const entryTexts = new Map<string, string>();
  for (const file of files) {
    const place = packageFile(file.path);
    if (place?.path === "package.json") entryTexts.set(place.packageFolder, entriesOf(file.bytes));
  }
  return files.filter((file) => {
    const place = packageFile(file.path);
    if (place === undefined) return false; // npm's own notes and links to commands
    const name = place.path.slice(place.path.lastIndexOf("/") + 1);
    if (LEGAL_FILES.test(name)) return true;
    if (DEVELOPER_FILES.test(name)) return false;
    if (inDeveloperFolder(place, entryTexts.get(place.packageFolder) ?? "")) return false;
    return !isForeignBinary(file, target);
  });
}

function packageFile(path: string): PackageFile | undefined {
  const match = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^./@][^/]*)\/(.+)$/.exec(path);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { packageFolder: match[1], path: match[2] };
}

function inDeveloperFolder({ path }: PackageFile, entries: string): boolean {
  const folder = /^([^/]+)\//.exec(path)?.[1];
  // A few packages have their code in such a folder.
  return (
    folder !== undefined && DEVELOPER_FOLDERS.has(folder) && !new RegExp(`"(\\./)?${folder}/`).test(entries)
  );
}

/** The part of a `package.json` that says where the package's code is. */
function entriesOf(packageJson: Uint8Array): string {
  try {
    const { main, module, exports } = JSON.parse(Buffer.from(packageJson).toString("utf8"));
    return JSON.stringify([main, module, exports]);
  } catch {
    return "";
  }
}
