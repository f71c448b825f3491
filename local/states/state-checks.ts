import type { PlacedState } from "./all-states.ts";
import { checkAssign } from "./check-assign.ts";
import { checkFields } from "./check-fields.ts";
import { checkHandlers } from "./check-handlers.ts";
import { checkLimits } from "./check-limits.ts";
import { languageChecks } from "./check-query-language.ts";
import { checkResource, type StateMachineType } from "./check-resource.ts";
import { DefinitionError } from "./definition-error.ts";

/** Throws DefinitionError for what it finds. */
export type Check = () => void;

/** The checks of a state of a known type, all but of where it leads, in a state machine of a query language. */
export function stateChecks(
  placed: PlacedState,
  language: unknown,
  type: StateMachineType,
): readonly Check[] {
  return [
    () => checkHandlers(placed),
    () => checkFields(placed),
    () => checkResource(placed.state, placed.place, type),
    () => checkLimits(placed),
    ...languageChecks(placed, language),
    () => checkAssign(placed),
  ];
}

/** Runs all checks; throws the mistakes that they find as one. */
export function runChecks(checks: readonly Check[]): void {
  const errors: DefinitionError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first === undefined) return;
  throw new DefinitionError(
    first.parts,
    errors.flatMap(({ diagnostics }) => diagnostics),
  );
}
