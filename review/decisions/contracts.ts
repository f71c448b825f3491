import type { PlanView } from "../changes/plan-view.ts";
import type { Inline } from "../page/document.ts";
import type { OutputBreak, OutputChange } from "../plan/output-change.ts";
import type { Scrub } from "../plan/scrub.ts";
import type { Decision, Gate } from "./decision.ts";

/** Outputs that are gone or become something else: whatever reads them (another stack, a pipeline) fails. */
export const contractDecisions = ({ plan }: PlanView): readonly Decision[] =>
  plan.outputs.flatMap((output) =>
    broken(output, plan.scrub).map(({ what, details = [], gate = "contract" }): Decision => {
      const { stack, name } = output;
      const text: Inline = ["The output ", { code: stack === "" ? name : `${stack}: ${name}` }, ` ${what}.`];
      return { gate, stack, address: `output.${name}`, rank: 25, text, details };
    }),
  );

interface Broken {
  readonly what: string;
  readonly details?: readonly Inline[];
  readonly gate?: Gate;
}

function broken({ action, breaks }: OutputChange, scrub: Scrub): readonly Broken[] {
  if (action === "delete") return [{ what: "is removed: whoever reads it fails" }];
  const inner = breaks.flatMap((one) => innerDetail(one, scrub));
  return [
    ...breaks.flatMap(wholeBreak),
    ...(inner.length === 0
      ? []
      : [{ what: "changes its parts: whoever reads one of these may fail", details: inner }]),
  ];
}

function wholeBreak(one: OutputBreak): readonly Broken[] {
  switch (one.kind) {
    case "retyped":
      return one.path === ""
        ? [{ what: `becomes another type (${one.before} → ${one.after}): whoever reads it may fail` }]
        : [];
    case "recollected":
      return [
        { what: `becomes another type (now ${one.after}), with the same value: whoever reads it may fail` },
      ];
    case "sensitive":
      return [
        {
          what: "becomes sensitive: whoever passes it on in an output of its own fails until that is marked too",
        },
      ];
    case "shown":
      return [
        { what: "is no longer sensitive: plans, logs and whoever reads it show it", gate: "protection" },
      ];
    case "undecided":
      return [
        {
          what: "keeps its value, and changes its type or whether it is sensitive: whoever reads it may fail",
        },
      ];
    case "lost":
      return [];
  }
}

function innerDetail(one: OutputBreak, scrub: Scrub): readonly Inline[] {
  if (one.kind === "lost") return [[{ code: scrub(one.path) }, " is removed"]];
  return one.kind === "retyped" && one.path !== ""
    ? [[{ code: scrub(one.path) }, `: ${one.before} → ${one.after}`]]
    : [];
}
