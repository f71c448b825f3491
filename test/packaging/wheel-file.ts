import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipFiles } from "../../packaging/zip.ts";

/** Writes a wheel that pip takes for any machine. The texts lie by their paths in it. */
export function writeWheel(
  folder: string,
  name: string,
  version: string,
  files: Readonly<Record<string, string>>,
): void {
  const info = `${name}-${version}.dist-info`;
  const all = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/RECORD`]: "",
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const entries = Object.entries(all).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  writeFileSync(join(folder, `${name}-${version}-py3-none-any.whl`), zipFiles(entries));
}
