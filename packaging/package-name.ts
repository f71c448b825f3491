/** The package that an import names: `@app/kit` of `@app/kit/storage`; undefined for a path, `node:fs` or `#internal`. */
export function packageNameIn(specifier: string): string | undefined {
  return /^(?:@[^/:]+\/)?[^/:.@#][^/:]*(?=\/|$)/.exec(specifier)?.[0];
}
