import type { Location } from "esbuild";
import type { FramedPlace } from "../reporting/code-frame.ts";
import { printable } from "../reporting/printable.ts";
import type { SourcePlace } from "./build-problem.ts";

/** The place that esbuild means: it counts lines from one, and columns from zero in bytes of UTF-8. */
export function sourcePlace(location: Location): SourcePlace & FramedPlace {
  const { file, line, lineText, suggestion } = location;
  const bytes = Buffer.from(lineText);
  const start = bytes.subarray(0, location.column).toString().length;
  const end = bytes.subarray(0, location.column + location.length).toString().length;
  return { file, line, column: start + 1, lineText, start, length: end - start, suggestion };
}

/** `file:line:column`, as a terminal may show it. */
export function placeText({ file, line, column }: SourcePlace): string {
  return `${printable(file)}:${line}:${column}`;
}
