import { init, parse, type StaticImport } from "es-module-lexer";
import { isMentioned, membersOnly } from "./mentions.ts";
import type { NamespaceReader, NarrowNamespace } from "./namespace-reader.ts";
import { referencedPackage } from "./package-reference.ts";

/** The file of a zip that holds the packages, beside `index.js`. */
export const PACKAGES_FILE = "packages.js";

/** A module of a package, and what own code uses of it. */
export interface UsedPackage {
  /** Of the file, relative to the project's root. */
  readonly path: string;
  /** Sorted; `*` stands for the namespace. None for a module that is only evaluated. */
  readonly names: readonly string[];
  /** Those of the names that are namespaces of which only some members are used. */
  readonly narrowed?: readonly UsedNamespace[];
}

export interface UsedNamespace extends NarrowNamespace {
  readonly name: string;
}

/** Own code that imports all of its packages from one module. */
export interface SeparatedCode {
  /** An ES module. */
  readonly code: string;
  /** In the order in which they are evaluated. */
  readonly packages: readonly UsedPackage[];
}

interface Binding {
  readonly imported: string;
  readonly local: string;
}

interface UsedBinding extends Binding {
  /** Undefined where it is used otherwise than for its members. */
  readonly members: ReadonlySet<string> | undefined;
}

interface PackageStatement<Bound = Binding> {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly bindings: readonly Bound[];
}

export interface SeparationOptions {
  /** The module that exports what {@link exportedName} says. */
  readonly from: string;
  readonly namespaces: NamespaceReader;
  /** The paths of the files in the code, above each of which esbuild prints it as a comment. */
  readonly inputs: readonly string[];
}

/**
 * Reads what an ES module, as esbuild prints it, uses of packages, and points its imports to another module.
 *
 * @returns undefined where an import has a form that cannot be followed name by name, or the code asks for `import.meta`
 */
export async function separatePackages(
  code: string,
  { from, namespaces, inputs }: SeparationOptions,
): Promise<SeparatedCode | undefined> {
  await init;
  const statements: PackageStatement[] = [];
  for (const found of parse(code)[0]) {
    if (found.type === "import-meta") return undefined; // CommonJS has none, which only a whole bundle is warned of
    const path = referencedPackage(found.specifier ?? "");
    if (path === undefined) continue;
    const bindings = found.type === "static" ? bindingsOf(code, found) : undefined;
    if (bindings === undefined) return undefined;
    const { importStart: start, importEnd: end } = found;
    statements.push({ path, start, end, bindings });
  }
  const body = withoutPaths(withoutStatements(code, statements), inputs);
  const used = statements.map((statement) => ({
    ...statement,
    bindings: statement.bindings
      .filter(({ local }) => isMentioned(local, body))
      .map((binding) => ({ ...binding, members: membersOnly(binding.local, body) })),
  }));
  const packages = packagesOf(used, namespaces);
  return { code: packages.length === 0 ? code : importingFrom(from, code, used, packages), packages };
}

/** The name under which the module with all packages exports a name of the package at `index`: its own, if it can. */
export function exportedName(packages: readonly UsedPackage[], index: number, name: string): string {
  if (name === "*") return `p${index}`;
  const isTaken = packages.filter(({ names }) => names.includes(name)).length > 1;
  return isTaken || name === "default" || /^p\d/.test(name) ? `p${index}_${name}` : name;
}

const CLAUSE = /^import\s+(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)\s*|\{([\s\S]*)\}\s*)?from\s*$/;

/** What a statement binds: a default, a namespace, names. */
function bindingsOf(code: string, found: StaticImport): readonly Binding[] | undefined {
  const text = code.slice(found.importStart, found.start - 1);
  if (/^import\s*$/.test(text)) return [];
  const match = CLAUSE.exec(text);
  if (match === null) return undefined;
  const [, byDefault, namespace, names] = match;
  const named = (names ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(namedBinding);
  if (named.includes(undefined)) return undefined;
  return [
    ...(byDefault === undefined ? [] : [{ imported: "default", local: byDefault }]),
    ...(namespace === undefined ? [] : [{ imported: "*", local: namespace }]),
    ...named.filter((binding) => binding !== undefined),
  ];
}

/** Undefined for a name that is no identifier (`"a name" as b`). */
function namedBinding(text: string): Binding | undefined {
  const [, imported, local = imported] = /^([\w$]+)(?:\s+as\s+([\w$]+))?$/.exec(text) ?? [];
  return imported === undefined || local === undefined ? undefined : { imported, local };
}

/** The line breaks stay, so that a source map still holds. */
function withoutStatements(
  code: string,
  statements: readonly Pick<PackageStatement, "start" | "end">[],
): string {
  let body = "";
  let end = 0;
  for (const statement of statements) {
    body +=
      code.slice(end, statement.start) + code.slice(statement.start, statement.end).replace(/[^\n]+/g, "");
    end = statement.end;
  }
  return body + code.slice(end);
}

/** A folder may be called as a package is: its name in a comment is no use of that. */
function withoutPaths(body: string, inputs: readonly string[]): string {
  const comments = new Set(inputs.map((path) => `// ${path}`));
  return body
    .split("\n")
    .filter((line) => !comments.has(line))
    .join("\n");
}

function packagesOf(
  statements: readonly PackageStatement<UsedBinding>[],
  namespaces: NamespaceReader,
): readonly UsedPackage[] {
  const usesByPath = new Map<string, Map<string, (ReadonlySet<string> | undefined)[]>>();
  for (const { path, bindings } of statements) {
    const uses = usesByPath.get(path) ?? new Map();
    for (const { imported, members } of bindings) {
      uses.set(imported, [...(uses.get(imported) ?? []), members]);
    }
    usesByPath.set(path, uses);
  }
  return [...usesByPath].map(([path, uses]) => {
    const names = [...uses.keys()].sort();
    const narrowed = names.flatMap((name) => {
      const members = union(uses.get(name) ?? []);
      const namespace = members && namespaces.narrowed({ path, name, members: [...members].sort() });
      return namespace === undefined ? [] : { name, ...namespace };
    });
    return { path, names, ...(narrowed.length > 0 && { narrowed }) };
  });
}

/** Undefined where one of them is. */
function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const known = sets.filter((set) => set !== undefined);
  return known.length < sets.length ? undefined : new Set(known.flatMap((set) => [...set]));
}

/** Puts one statement that imports everything in the place of the first. */
function importingFrom(
  from: string,
  code: string,
  statements: readonly PackageStatement[],
  packages: readonly UsedPackage[],
): string {
  const bindings = statements.flatMap(({ path, bindings }) => {
    const index = packages.findIndex((used) => used.path === path);
    return bindings.map(({ imported, local }) => `${exportedName(packages, index, imported)} as ${local}`);
  });
  const clause = bindings.length === 0 ? "" : `{ ${bindings.join(", ")} } from `;
  const first = statements[0]?.start ?? 0;
  const rest = withoutStatements(code, statements);
  return `${rest.slice(0, first)}import ${clause}${JSON.stringify(from)}${rest.slice(first)}`;
}
