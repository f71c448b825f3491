import { statSync } from "node:fs";
import type { BuildContext } from "./build-context.ts";
import type {
  CommandFunctionSource,
  FunctionSource,
  NodeFunctionSource,
  PythonFunctionSource,
  ReadyFunctionSource,
} from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import { type FolderInputs, folderInputs } from "./folder-inputs.ts";
import { type Packing, packing } from "./packed-function.ts";
import { glibcOf } from "./python-target.ts";

/** A function that is packed, not bundled. */
export type PackedFunctionSource = Exclude<FunctionSource, NodeFunctionSource>;

/** What the bytes of a function depend on. @throws UserError for what keeps its files from being read. */
export function packingOf(context: BuildContext, source: PackedFunctionSource): Packing {
  if (source.kind === "python") return pythonPacking(context, source);
  return source.kind === "ready" ? readyPacking(context, source) : commandPacking(context, source);
}

export interface PythonPacking extends Packing {
  readonly own: FolderInputs;
}

/** What the bytes of a Python function depend on. @throws UserError for a folder that is gone or that links leave. */
export function pythonPacking(context: BuildContext, source: PythonFunctionSource): PythonPacking {
  const own = folderInputs(context, source, isNoModule);
  const { architecture, pythonVersion } = source;
  const options = { architecture, builder: BUILDER_VERSION, glibc: glibcOf(source), python: pythonVersion };
  const executables = own.files.flatMap(({ path, executable }) => (executable ? path : []));
  const packed = packing("python", { source: own.shown, options, inputs: own.inputs }, executables);
  return { ...packed, own };
}

/** What Python, editors and version control leave behind. */
function isNoModule(name: string): boolean {
  return name.startsWith(".") || name === "__pycache__" || name.endsWith(".pyc");
}

export interface ReadyPacking extends Packing {
  /** Undefined for a zip or jar. */
  readonly folder?: FolderInputs;
}

/** What the bytes of a ready function depend on. @throws UserError for a path that is gone or links that leave it. */
export function readyPacking(context: BuildContext, source: ReadyFunctionSource): ReadyPacking {
  const { id, path, bootstrap } = source;
  const options = { ...(bootstrap && { bootstrap }), builder: BUILDER_VERSION };
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const shown = context.shown(path);
    return packing("ready", { source: shown, options, inputs: context.inputsAt([shown]) });
  }
  const folder = folderInputs(context, { id, folder: path }, () => false);
  const executables = folder.files.flatMap((file) => (file.executable ? file.path : []));
  return {
    ...packing("ready", { source: folder.shown, options, inputs: folder.inputs }, executables),
    folder,
  };
}

/** What the result of a command depends on. @throws UserError for a folder that is gone or that links leave. */
export function commandPacking(context: BuildContext, source: CommandFunctionSource): Packing {
  const { architecture, command } = source;
  const { shown, inputs } = folderInputs(context, source, isNoSource);
  const options = { architecture, builder: BUILDER_VERSION, command };
  return packing("command", { source: shown, options, inputs });
}

/** What compilers and package managers leave in a folder, and what editors and version control do. */
function isNoSource(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === "target";
}
