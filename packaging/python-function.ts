import { posix } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { PythonFunctionSource } from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type FolderInputs, folderInputs, readFolderFiles } from "./folder-inputs.ts";
import { keepPacking, type Packing, packing } from "./packed-function.ts";
import type { PythonPackages } from "./python-packages.ts";
import { glibcOf } from "./python-target.ts";
import { settled } from "./settled.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

/** The file that names a function's packages. It stays in the zip: a local run installs it for its own machine. */
export const REQUIREMENTS_FILE = "requirements.txt";

/** Gives the packages of a function from the content of its `requirements.txt`. */
export type PythonInstaller = (
  source: PythonFunctionSource,
  requirementsTxt: Uint8Array,
) => Promise<PythonPackages>;

interface PythonPacking extends Packing {
  readonly own: FolderInputs;
}

/** What the bytes of a Python function depend on. @throws UserError for a folder that is gone or that links leave. */
export function pythonPacking(context: BuildContext, source: PythonFunctionSource): PythonPacking {
  const own = folderInputs(context, source, isLeftOut);
  const { architecture, pythonVersion } = source;
  const options = { architecture, builder: BUILDER_VERSION, glibc: glibcOf(source), python: pythonVersion };
  const executables = own.files.flatMap(({ path, executable }) => (executable ? path : []));
  const packed = packing("python", { source: own.shown, options, inputs: own.inputs }, executables);
  return { ...packed, own };
}

/**
 * Packs the files of a folder, and beside them what its `requirements.txt` names.
 *
 * @throws UserError for what cannot be installed, and for a file that a package has, too.
 */
export async function buildPythonFunction(
  context: BuildContext,
  source: PythonFunctionSource,
  install: PythonInstaller,
): Promise<BuiltArtifact> {
  const { packed, files, packages } = await settled(
    context,
    async () => {
      const now = pythonPacking(context, source);
      const own = readFolderFiles(now.own);
      const requirements = own.find(({ path }) => path === REQUIREMENTS_FILE);
      const installed = requirements && (await install(source, requirements.bytes));
      if (installed !== undefined) refuseSharedPath(now.own.shown, own, installed);
      return { packed: now, files: [...own, ...(installed?.files ?? [])], packages: installed };
    },
    ({ packed: { inputs } }) => inputs.map(({ path }) => path),
  );
  return keepPacking(context, source, packed, {
    bytes: zipFiles(files),
    contents: files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length })),
    ...(packages && { set: packages }),
  });
}

/** What Python, editors and version control leave behind. */
function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name === "__pycache__" || name.endsWith(".pyc");
}

function refuseSharedPath(shown: string, own: readonly ZipFile[], { files, owners }: PythonPackages): void {
  const paths = new Set(files.map(({ path }) => path));
  const shared = own.find(({ path }) => paths.has(path))?.path;
  if (shared === undefined) return;
  throw new UserError({
    at: posix.join(shown, shared),
    expected: "a path that no installed package has",
    found: `that ${owners[shared.split("/", 1)[0] ?? ""]} has it, too`,
    advice: `Rename the file, or remove the package from ${REQUIREMENTS_FILE}.`,
  });
}
