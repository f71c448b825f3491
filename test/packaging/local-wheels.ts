import { spawnSync } from "node:child_process";
import { zipFiles } from "../../packaging/zip.ts";
import type { ZipFile } from "../../packaging/zip-file.ts";

export interface LocalWheel {
  readonly name: string;
  readonly version: string;
  /** Default: `py3-none-any`. */
  readonly tag?: string;
  /** `Requires-Dist` lines. Default: none. */
  readonly requires?: readonly string[];
  /** Default: one module with the package's name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A wheel as `pip download` takes it from a folder, and the name of its file. */
export function localWheel(wheel: LocalWheel): { readonly name: string; readonly bytes: Uint8Array } {
  const { name, version, tag = "py3-none-any", requires = [] } = wheel;
  const info = `${name}-${version}.dist-info`;
  const metadata = ["Metadata-Version: 2.1", `Name: ${name}`, `Version: ${version}`].concat(
    requires.map((need) => `Requires-Dist: ${need}`),
  );
  const files = {
    [`${info}/METADATA`]: `${metadata.join("\n")}\n\nName: not this one\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
    [`${info}/RECORD`]: "",
    ...(wheel.files ?? { [`${name}/__init__.py`]: `VERSION = "${version}"\n` }),
  };
  const zipped = Object.entries(files).map(([path, text]): ZipFile => ({ path, bytes: Buffer.from(text) }));
  return { name: `${name}-${version}-${tag}.whl`, bytes: zipFiles(zipped) };
}

/** Whether this machine can install packages for Python. */
export function hasPip(): boolean {
  return spawnSync("python3", ["-m", "pip", "--version"]).status === 0;
}
