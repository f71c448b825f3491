import { posix } from "node:path";

/** How esbuild is asked for a source map beside the code. The sources themselves are where the map is read. */
export const SOURCE_MAP = { sourcemap: "external", sourcesContent: false } as const;

/** The line that tells Node.js where the map of a module lies ("--enable-source-maps", Node's documentation). */
export const MAP_COMMENT = "//# sourceMappingURL=index.js.map\n";

/**
 * A source map of esbuild, whose sources count from the folder of its outputs, with the paths of the sources from the project's
 * root: the same in every clone, and what a stack trace shows behind the function's folder.
 */
export function sourceMapFromRoot(json: string, outputFolder: string): Uint8Array {
  const map = JSON.parse(json) as { readonly sources: readonly string[] };
  const sources = map.sources.map((source) => posix.join(outputFolder, source));
  return Buffer.from(JSON.stringify({ ...map, sources }));
}

/** Code with its map in it, so that esbuild gives a map of what it makes of the code to the first sources. */
export function withInlineMap(code: string, map: string): string {
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}\n`;
}
