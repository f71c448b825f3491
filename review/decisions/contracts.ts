import type { PlanView } from "../changes/plan-view.ts";
import type { Decision } from "./decision.ts";

/** Outputs that are gone: whatever reads them (another stack, a pipeline) fails. */
export const contractDecisions = ({ plan }: PlanView): readonly Decision[] =>
  plan.outputs
    .filter(({ action }) => action === "delete")
    .map(({ stack, name }) => ({
      gate: "contract",
      stack,
      address: `output.${name}`,
      rank: 25,
      text: [
        "The output ",
        { code: stack === "" ? name : `${stack}: ${name}` },
        " is removed: whoever reads it fails.",
      ],
      details: [],
    }));
