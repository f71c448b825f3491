/** A file or folder of this room's fixtures: `hello/handler.ts`. */
export function fixture(path: string): URL {
  return new URL(`../fixtures/modules/${path}`, import.meta.url);
}
