const PREFIX = "terraloom-package:";

/** A file of a package, by its path from the project's root, as an import specifier that nothing else can have. */
export function packageReference(path: string): string {
  return PREFIX + path;
}

/** The path in a reference; undefined for any other specifier. */
export function referencedPackage(specifier: string): string | undefined {
  return specifier.startsWith(PREFIX) ? specifier.slice(PREFIX.length) : undefined;
}
