import { counted } from "../../reporting/counted.ts";
import { grouped } from "../changes/grouped.ts";
import { noiseOf, settingChanges } from "../changes/noise.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Entry, Section } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import { actionWords } from "./action-words.ts";
import type { HomedChange } from "./reviewed.ts";

/** So many of one kind are named; of the rest the number is said. */
const MAX_NAMED = 50;

/** What shows after apply only, and what is read then. */
export const unknownSection = (changes: readonly HomedChange[]): Section => ({
  ...folded("Known after apply", ["resource", "resources"], 7),
  entries: changes.map(({ change, view }) => {
    const names = settingChanges(change, view.configured).map(({ name }) => name);
    return {
      head: [
        ...resourceName(change),
        change.mode === "data" ? `: ${actionWords(change)}` : ": ",
        ...(change.mode === "data" ? [] : codes(names)),
        ...(change.mode === "data" || names.length > 0 ? [] : ["only what AWS works out itself"]),
      ],
      blocks: [],
    };
  }),
});

/** What has another address, is imported, or is left to itself. */
export const movedSection = (views: readonly PlanView[], forgotten: readonly HomedChange[]): Section => ({
  ...folded("Moved, imported and forgotten", ["resource", "resources"], 6),
  entries: [
    ...forgotten.map(
      ({ change }): Entry => ({ head: [...resourceName(change), `: ${actionWords(change)}`], blocks: [] }),
    ),
    ...views.flatMap(({ plan }) =>
      plan.changes.flatMap((change): readonly Entry[] => [
        ...(change.previousAddress === undefined
          ? []
          : [
              {
                head: [...resourceName(change), ": moved from ", { code: change.previousAddress }],
                blocks: [],
              },
            ]),
        ...(change.imported ? [{ head: [...resourceName(change), ": imported"], blocks: [] }] : []),
      ]),
    ),
  ],
});

/** Changes of tags and descriptions, counted by what changes. */
export function noiseSection(changes: readonly HomedChange[]): Section {
  const groups = grouped(changes, ({ change }) => {
    return `${change.type}\n${noiseOf(change).join(", ")}`;
  });
  return {
    ...folded(`Only tags and descriptions: ${counted(changes.length, "resource")}`, ["kind", "kinds"], 9),
    entries: [...groups].map(([key, list]) => {
      const [type = "", names = ""] = key.split("\n");
      return {
        head: [`${list.length} × `, { code: type }, ": ", { code: names }],
        blocks: [
          {
            kind: "list",
            items: [
              ...list.slice(0, MAX_NAMED).map(({ change }) => resourceName(change)),
              ...(list.length > MAX_NAMED ? [[`and ${list.length - MAX_NAMED} more`]] : []),
            ],
          },
        ],
      };
    }),
  };
}

export const folded = (title: string, noun: Section["noun"], weight: number): Omit<Section, "entries"> => ({
  title,
  noun,
  weight,
  folded: true,
});
