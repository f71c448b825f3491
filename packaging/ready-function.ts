import { readFileSync, statSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";
import { BOOTSTRAP, refuseUnusableBootstrap } from "./bootstrap.ts";
import type { BuildContext } from "./build-context.ts";
import type { ReadyFunctionSource } from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type FolderInputs, folderInputs, readFolderFiles } from "./folder-inputs.ts";
import { MAX_UNZIPPED_BYTES } from "./limits.ts";
import { keepPacking, type Packing, packing } from "./packed-function.ts";
import { settled } from "./settled.ts";
import { readZip } from "./unzip.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

interface ReadyPacking extends Packing {
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

/**
 * Takes a zip or jar byte for byte, or zips a folder as it is, once it is known that Lambda can unpack and start it.
 *
 * @throws UserError for what is no zip, a zip with unsafe paths or links, and a `bootstrap` that is missing or unusable.
 */
export async function buildReadyFunction(
  context: BuildContext,
  source: ReadyFunctionSource,
): Promise<BuiltArtifact> {
  const { packed, bytes, files } = await settled(
    context,
    async () => {
      const now = readyPacking(context, source);
      return { packed: now, ...(now.folder ? zippedFolder(now.folder) : readyZip(source.path, now.source)) };
    },
    ({ packed: { inputs } }) => inputs.map(({ path }) => path),
  );
  if (source.bootstrap !== undefined) {
    const advice = `Put the program there under the name ${BOOTSTRAP}.`;
    refuseUnusableBootstrap(files, { architecture: source.bootstrap, at: packed.source, advice });
  }
  return keepPacking(context, source, packed, {
    bytes,
    contents: files.map((file) => ({ path: file.path, sizeBytes: file.bytes.length })),
  });
}

interface Zipped {
  readonly bytes: Uint8Array;
  readonly files: readonly ZipFile[];
}

function zippedFolder(folder: FolderInputs): Zipped {
  const files = readFolderFiles(folder);
  return { bytes: zipFiles(files), files };
}

/** Links are refused: who unpacks a zip elsewhere, as the local run does, would follow them out of the folder. */
function readyZip(path: string, at: string): Zipped {
  const bytes = readFileSync(path);
  try {
    return { bytes, files: readZip(bytes, { maxUnzippedBytes: MAX_UNZIPPED_BYTES }) };
  } catch (error) {
    throw new UserError({
      at,
      expected: "a zip or jar that Lambda can unpack",
      found: `this: ${(error as Error).message.replace(/\.$/, "")}`,
      advice: "Pack it again: plain relative paths, no symbolic links, no encryption, at most 250 MB.",
    });
  }
}
