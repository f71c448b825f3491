import { createExportOrigins, type ExportOrigin, type ExportOrigins } from "./export-origin.ts";
import type { SourceTree } from "./source-tree.ts";

/** The namespace of a module, as far as some code uses it. */
export interface NarrowNamespace {
  /** Of the module, relative to the project's root. */
  readonly path: string;
  /** Sorted; the module exports each of them. */
  readonly members: readonly string[];
}

export interface NamespaceRequest {
  /** Of the module that exports the namespace, relative to the project's root. */
  readonly path: string;
  /** What it exports it as; `*` is the module's own. */
  readonly name: string;
  /** Sorted. */
  readonly members: readonly string[];
}

/** Reads from the modules of packages what their namespaces are. es-module-lexer must have been initialized. */
export interface NamespaceReader {
  /**
   * What is needed of a namespace for its members; those that nobody exports are left out. All files that decide are imported by
   * the module that exports it, so that they are among the inputs of its set.
   *
   * @returns undefined where all of it is needed: it is no namespace, or not all that it has can be told
   */
  narrowed(request: NamespaceRequest): NarrowNamespace | undefined;
}

export function createNamespaceReader(tree: SourceTree): NamespaceReader {
  const origins = createExportOrigins(tree);
  const answers = new Map<string, NarrowNamespace | undefined>(); // handlers by the hundred use the same few members
  return {
    narrowed(request) {
      const key = JSON.stringify(request);
      if (!answers.has(key)) answers.set(key, narrowedBy(origins, request));
      return answers.get(key);
    },
  };
}

function narrowedBy(
  origins: ExportOrigins,
  { path, name, members }: NamespaceRequest,
): NarrowNamespace | undefined {
  const own: ExportOrigin = { path, name: null, through: [] };
  const namespace = name === "*" ? own : origins.originOf(path, name);
  if (typeof namespace !== "object" || namespace.name !== null) return undefined;
  const kept: string[] = [];
  let isUsed = name === "*";
  for (const member of members) {
    const origin = origins.originOf(namespace.path, member);
    if (origin === undefined) return undefined;
    if (origin === "none") continue;
    kept.push(member);
    isUsed ||= origin.path === namespace.path;
  }
  // Whoever uses a namespace has its module evaluated with all that hand it on; whoever uses what these only hand on has not.
  const isEvaluated =
    namespace.through.every(origins.isFacade) && (isUsed || origins.isFacade(namespace.path));
  return kept.length > 0 && isEvaluated ? { path: namespace.path, members: kept } : undefined;
}
