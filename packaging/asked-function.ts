import type { BuildContext } from "./build-context.ts";
import type { AskedArtifact } from "./build-problem.ts";
import type { FunctionSource } from "./build-request.ts";

/** A function as problems name it. */
export function askedFunction(context: BuildContext, source: FunctionSource): AskedArtifact {
  return { kind: "function", id: source.id, source: context.shown(sourceOf(source)) };
}

function sourceOf(source: FunctionSource): string {
  if (source.kind === "node") return source.entry;
  return source.kind === "ready" ? source.path : source.folder;
}
