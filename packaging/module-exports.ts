import { parse } from "es-module-lexer";

/** What an export is: declared by the module itself, or the export (`null`: the namespace) of another module. */
export type ExportSource = "own" | { readonly from: string; readonly name: string | null };

/** What an ES module exports; specifiers are as they are written. */
export interface ModuleExports {
  readonly named: ReadonlyMap<string, ExportSource>;
  /** The modules of `export *` statements, in their order. */
  readonly stars: readonly string[];
  /** Whether it does nothing but import and export. */
  readonly isFacade: boolean;
}

/** Undefined for a CommonJS module and for what is none; es-module-lexer must have been initialized. */
export function moduleExports(text: string): ModuleExports | undefined {
  const parsed = parsedModule(text);
  if (parsed === undefined) return undefined;
  const [imports, exports, isFacade] = parsed;
  const named = new Map<string, ExportSource>();
  const stars: string[] = [];
  for (const found of exports) {
    if (found.type === "reexport-all") stars.push(found.from);
    else if (found.type === "direct") named.set(found.name, "own");
    else {
      const origin = imports[found.importIndex];
      const isPlain = origin?.type === "static" && origin.phase === null; // `import source` gives no namespace
      named.set(found.name, isPlain ? { from: found.from, name: found.importName } : "own");
    }
  }
  return { named, stars, isFacade };
}

function parsedModule(text: string): ReturnType<typeof parse> | undefined {
  try {
    const parsed = parse(text);
    const [, exports, , hasModuleSyntax] = parsed;
    // A module that exports nothing may still be CommonJS that imports something.
    const isModule = exports.length > 0 || (hasModuleSyntax && !/\b(module|exports)\b/.test(text));
    return isModule ? parsed : undefined;
  } catch {
    return undefined;
  }
}
