import type { ArtifactChange } from "./code/artifact-change.ts";
import type { Inline, Page, Section } from "./page/document.ts";
import type { Plan } from "./plan/plan.ts";
import { codeSection } from "./sections/code-section.ts";
import { decisionsSection } from "./sections/decisions-section.ts";
import { driftSection } from "./sections/drift-section.ts";
import { eventsSection } from "./sections/events-section.ts";
import { movedSection, noiseSection, unknownSection } from "./sections/folded-sections.ts";
import { layersSection } from "./sections/layers-section.ts";
import { machinesSection } from "./sections/machines-section.ts";
import { permissionsSection } from "./sections/permissions-section.ts";
import { restSection } from "./sections/rest-section.ts";
import type { HomedChange, Reviewed } from "./sections/reviewed.ts";
import { verdictLine } from "./verdict.ts";

/** The page of what was found, in the order in which a reviewer needs it; parts without entries are left out. */
export function pageOf(reviewed: Reviewed, artifacts: readonly ArtifactChange[] | undefined): Page {
  const { views, decisions, homes, policies } = reviewed;
  const of = (home: Parameters<typeof homes.get>[0]): readonly HomedChange[] => homes.get(home) ?? [];
  const refreshOnly = views.every(({ plan }) => isRefreshOnly(plan));
  const lostLayers = of("decisions").filter(
    ({ change }) => change.type === "aws_lambda_layer_version" && change.after !== undefined,
  );
  const sections: readonly Section[] = [
    decisionsSection(decisions),
    codeSection(of("code"), artifacts),
    permissionsSection(policies, of("permissions")),
    machinesSection(of("machines")),
    eventsSection(of("events")),
    layersSection([...lostLayers, ...of("layers")], artifacts),
    restSection(
      of("rest"),
      views.flatMap(({ plan }) => plan.outputs),
    ),
    driftSection(views, !refreshOnly),
    movedSection(views, of("forgotten")),
    unknownSection(of("unknown")),
    noiseSection(of("noise")),
  ];
  return {
    title: `Plan review: ${verdictLine(reviewed)}`,
    notes: [...views.flatMap(({ plan }) => planNotes(plan)), ...changeCounts(reviewed)],
    sections: sections.filter(({ entries }) => entries.length > 0),
  };
}

/** A plan that changes nothing lists what stays; one of -refresh-only lists nothing but what was found. */
const isRefreshOnly = ({ changes, drift }: Plan): boolean => changes.length === 0 && drift.length > 0;

/** What is true of a plan as a whole and must be known before anything else. */
function planNotes(plan: Plan): readonly Inline[] {
  const name: Inline = plan.stack === "" ? [] : [{ code: plan.stack }, ": "];
  return [
    ...(plan.errored
      ? [
          [
            ...name,
            { strong: "The plan ended with an error." },
            " It cannot be applied, and what is missing from it is missing here.",
          ],
        ]
      : []),
    ...(plan.complete || plan.errored
      ? []
      : [
          [
            ...name,
            { strong: "The plan is not complete." },
            " It was made for some targets, or puts some changes off: after it is applied, more is left to do.",
          ],
        ]),
    ...(isRefreshOnly(plan)
      ? [
          [
            ...name,
            { strong: "Refresh only." },
            " Nothing in AWS is changed; Terraform only takes over what it found.",
          ],
        ]
      : []),
    ...plan.failedChecks.map(({ address, problems }): Inline => {
      const why = problems
        .map(plan.scrub)
        .join(" ")
        .replace(/[.\s]+$/, "");
      return [...name, "The check ", { code: address }, ` fails${why === "" ? "" : `: ${why}`}.`];
    }),
  ];
}

/** Terraform's own counts, so that nobody has to trust the page. */
function changeCounts({ views }: Reviewed): readonly Inline[] {
  const changes = views.flatMap((view) => view.changes).filter(({ mode }) => mode === "managed");
  const count = (...actions: readonly string[]) =>
    changes.filter(({ action }) => actions.includes(action)).length;
  const replaced = count("delete-then-create", "create-then-delete");
  const parts = [
    [count("create", "create-then-forget"), "to create"],
    [count("update"), "to change"],
    [replaced, "to replace"],
    [count("delete"), "to destroy"],
    [count("forget"), "to forget"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return said.length === 0 ? [] : [[`In the plan: ${said.join(", ")}.`]];
}
