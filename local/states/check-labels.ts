import { allStates } from "./all-states.ts";
import { definitionError } from "./definition-error.ts";

/** Throws DefinitionError for a label that two Map states have, wherever they stand ("DUPLICATE_LABEL_NAME"). */
export function checkLabels(definition: unknown): void {
  const places = new Map<string, string>();
  for (const { state, place } of allStates(definition)) {
    const { Label } = state;
    if (typeof Label !== "string") continue;
    const first = places.get(Label);
    if (first !== undefined) {
      const found = `the label of ${first.replaceAll("/", ".")}`;
      const says = { code: "DUPLICATE_LABEL_NAME", message: `Duplicate Label name: ${Label}` } as const;
      throw definitionError(`${place}/Label`, "a label that no other state has", found, says);
    }
    places.set(Label, place);
  }
}
