import { UserError } from "../reporting/user-error.ts";
import type { ArtifactPackage } from "./artifact.ts";
import { MAX_UNZIPPED_BYTES } from "./limits.ts";
import { sha256 } from "./sha256.ts";
import { readZip } from "./unzip.ts";
import type { ZipFile } from "./zip-file.ts";

/** An installed package. */
export interface Distribution {
  readonly name: string;
  readonly version: string;
  /** What it needs, as its `Requires-Dist` lines say. */
  readonly requires: readonly string[];
  /** By their paths beside the function's modules. */
  readonly files: readonly ZipFile[];
}

/**
 * Unpacks a wheel ("Binary distribution format" in the Python Packaging User Guide) as pip would into one folder, without
 * what pip notes there and what names this machine: scripts for an interpreter, compiled modules, the record of files.
 *
 * @throws UserError when it is damaged; `at` is what messages name, `name` is the wheel's file.
 */
export function readWheel(bytes: Uint8Array, name: string, at: string): Distribution {
  const files = wheelFiles(bytes, name, at);
  const metadata = files.find(({ path }) => /^[^/]+\.dist-info\/METADATA$/.test(path));
  const fields = metadata === undefined ? [] : headerFields(Buffer.from(metadata.bytes).toString("utf8"));
  const field = (wanted: string) => fields.flatMap(([key, value]) => (key === wanted ? value : []));
  const [nameInFile = "", versionInFile = ""] = name.split("-");
  return {
    name: field("name")[0] ?? nameInFile,
    version: field("version")[0] ?? versionInFile,
    requires: field("requires-dist"),
    files: files.flatMap((file) => installed(file) ?? []),
  };
}

/** As the manifest has it. */
export function packageOf({ name, version, files }: Distribution): ArtifactPackage {
  const lines = files.map(({ path, bytes }) => `${path} ${sha256(bytes)}\n`);
  return { name, version, sha256: sha256(lines.sort().join("")) };
}

function wheelFiles(bytes: Uint8Array, name: string, at: string): readonly ZipFile[] {
  try {
    return readZip(bytes, { maxUnzippedBytes: MAX_UNZIPPED_BYTES });
  } catch (error) {
    throw new UserError({
      at,
      expected: `the wheel ${name} to be one that can be unpacked`,
      found: `this: ${(error as Error).message.replace(/\.$/, "")}`,
      advice: "Choose another version of the package.",
    });
  }
}

/** The header of the metadata, which ends with an empty line. */
function headerFields(metadata: string): readonly (readonly [string, string])[] {
  const [header = ""] = metadata.split(/\r?\n\r?\n/, 1);
  return header.split(/\r?\n(?!\s)/).map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
}

const NOTES = /^[^/]+\.dist-info\/(RECORD(\.jws|\.p7s)?|INSTALLER|REQUESTED|direct_url\.json)$/;
const DATA = /^[^/]+\.data\/([^/]+)\/(.+)$/;

function installed(file: ZipFile): ZipFile | undefined {
  if (NOTES.test(file.path) || /(^|\/)__pycache__\//.test(file.path)) return undefined;
  const [, scheme, rest] = DATA.exec(file.path) ?? [];
  if (scheme === undefined || rest === undefined) return file;
  if (scheme === "purelib" || scheme === "platlib" || scheme === "data") return { ...file, path: rest };
  const isProgram = Buffer.from(file.bytes).toString("latin1", 0, 4) === "\x7fELF";
  return scheme === "scripts" && isProgram ? { ...file, path: `bin/${rest}`, executable: true } : undefined;
}
