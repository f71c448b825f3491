import type { BuildContext } from "./build-context.ts";
import type { AskedArtifact, BuildProblem } from "./build-problem.ts";
import type { FunctionSource, NodeFunctionSource } from "./build-request.ts";
import { sourceProblem } from "./source-problem.ts";
import type { EntryError } from "./unbroken-bundles.ts";

/** A function as problems name it. */
export function askedFunction(context: BuildContext, source: FunctionSource): AskedArtifact {
  return { kind: "function", id: source.id, source: context.shown(sourceOf(source)) };
}

function sourceOf(source: FunctionSource): string {
  if (source.kind === "node") return source.entry;
  return source.kind === "ready" ? source.path : source.folder;
}

/** An error of esbuild, for those of the functions whose entries it breaks. */
export function entryProblem(
  context: BuildContext,
  functions: readonly NodeFunctionSource[],
  { error, entries }: EntryError,
): BuildProblem {
  const broken = new Set(entries);
  const { projectRoot } = context;
  return sourceProblem(
    error,
    { projectRoot, purpose: "handler" },
    functions.filter(({ entry }) => broken.has(entry)).map((source) => askedFunction(context, source)),
  );
}

/** An entry that is gone since it was declared. */
export function missingEntry(context: BuildContext, source: NodeFunctionSource): BuildProblem {
  return {
    parts: {
      at: context.shown(source.entry),
      expected: `the file that is the entry of ${source.id}`,
      found: "no file",
      advice: "Check the spelling of `entry` where the function is declared.",
    },
    breaks: [askedFunction(context, source)],
  };
}

/** An entry of which all exports are known, and `handler` is none of them. */
export function missingHandler(
  context: BuildContext,
  source: NodeFunctionSource,
  exports: readonly string[] | undefined,
): BuildProblem | undefined {
  if (exports === undefined || exports.includes("handler")) return undefined;
  return {
    parts: {
      at: context.shown(source.entry),
      expected: "an export named `handler`",
      found: exports.length === 0 ? "no exports" : `only ${exports.map((name) => `\`${name}\``).join(", ")}`,
      advice: "Lambda calls it: write `export const handler = …`.",
    },
    breaks: [askedFunction(context, source)],
  };
}
