import type { Message } from "esbuild";
import { printable } from "../reporting/printable.ts";
import { placeText, sourcePlace } from "./source-place.ts";

/** esbuild's warnings of these files (relative to the project's root), a line for each, and those without a place. */
export function bundleWarnings(warnings: readonly Message[], files: readonly string[]): readonly string[] {
  const own = new Set(files);
  return warnings
    .filter(({ location }) => location === null || own.has(location.file))
    .map(({ location, text }) =>
      location === null ? printable(text) : `${placeText(sourcePlace(location))}: ${printable(text)}`,
    );
}
