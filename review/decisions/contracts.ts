import type { PlanView } from "../changes/plan-view.ts";
import type { Inline } from "../page/document.ts";
import type { OutputChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";

/** Outputs that are gone or become something else: whatever reads them (another stack, a pipeline) fails. */
export const contractDecisions = ({ plan }: PlanView): readonly Decision[] =>
  plan.outputs.flatMap((output) => {
    const what = broken(output);
    if (what === undefined) return [];
    const { stack, name } = output;
    const text: Inline = ["The output ", { code: stack === "" ? name : `${stack}: ${name}` }, ` ${what}.`];
    return [{ gate: "contract", stack, address: `output.${name}`, rank: 25, text, details: [] }];
  });

function broken({ action, retyped }: OutputChange): string | undefined {
  if (action === "delete") return "is removed: whoever reads it fails";
  return retyped === undefined
    ? undefined
    : `becomes another type (${retyped[0]} → ${retyped[1]}): whoever reads it may fail`;
}
