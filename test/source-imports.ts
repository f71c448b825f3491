import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the sources lie; tests, examples and generated files may import what they like. */
const SOURCES = [
  "cli",
  "configuration.ts",
  "functions",
  "layers",
  "local",
  "main.ts",
  "modules",
  "packaging",
  "reporting",
  "review",
  "workflows",
];

export interface SourceImport {
  /** The importing file, relative to the repository. */
  readonly from: string;
  /** The imported file, relative to the repository; of a package, the name as it is written. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Whether nothing of it is there when the program runs. */
  readonly isType: boolean;
}

/** A line that begins a comment holds an example, not an import. */
const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s)?(?:[^"';()]*?\sfrom\s+)?"([^"]+)"/gm;
const CALL = /^(?![ \t]*(?:\*|\/[/*])).*\b(?:import|require)\("([^"]+)"\)/gm;

/** Every import of every source file. */
export function sourceImports(): readonly SourceImport[] {
  return SOURCES.flatMap(filesBelow).flatMap(importsOf);
}

function filesBelow(path: string): readonly string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(path, name.split(sep).join("/")))
    .filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.includes("/node_modules/"))
    .sort();
}

function importsOf(from: string): readonly SourceImport[] {
  const text = readFileSync(join(ROOT, from), "utf8");
  const statements = [...text.matchAll(STATEMENT)].map(([, type, name = ""]) => ({
    name,
    isType: type !== undefined,
  }));
  const calls = [...text.matchAll(CALL)].map(([, name = ""]) => ({ name, isType: false }));
  return [...statements, ...calls].map(({ name, isType }) => {
    const isPackage = !name.startsWith(".");
    return { from, to: isPackage ? name : posix.join(dirname(from), name), isPackage, isType };
  });
}
