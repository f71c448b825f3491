import type { BuildContext } from "./build-context.ts";
import type { FunctionSource, NodeFunctionSource } from "./build-request.ts";
import { commandPacking } from "./command-function.ts";
import type { Packing } from "./packed-function.ts";
import { pythonPacking } from "./python-function.ts";
import { readyPacking } from "./ready-function.ts";

/** A function that is packed, not bundled. */
export type PackedFunctionSource = Exclude<FunctionSource, NodeFunctionSource>;

/** What the bytes of a function depend on. @throws UserError for what keeps its files from being read. */
export function packingOf(context: BuildContext, source: PackedFunctionSource): Packing {
  if (source.kind === "python") return pythonPacking(context, source);
  return source.kind === "ready" ? readyPacking(context, source) : commandPacking(context, source);
}
