import type { PlacedState } from "./all-states.ts";
import type { Check } from "./check-all.ts";
import { checkAssign } from "./check-assign.ts";
import { checkFields } from "./check-fields.ts";
import { checkHandlers } from "./check-handlers.ts";
import { checkLimits } from "./check-limits.ts";
import { checkMap } from "./check-map.ts";
import { languageChecks } from "./check-query-language.ts";
import { checkResource, type StateMachineType } from "./check-resource.ts";
import { checkTask } from "./check-task.ts";

/** The checks of a state of a known type, all but of where it leads, in a state machine of a query language. */
export function stateChecks(
  placed: PlacedState,
  language: unknown,
  type: StateMachineType,
): readonly Check[] {
  return [
    () => checkHandlers(placed),
    () => checkFields(placed),
    () => {
      checkResource(placed.state, placed.place, type);
      checkTask(placed, language);
    },
    () => checkMap(placed),
    () => checkLimits(placed),
    ...languageChecks(placed, language),
    () => checkAssign(placed),
  ];
}
