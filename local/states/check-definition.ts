import { allStates } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { checkMachineFields } from "./check-fields.ts";
import { checkLabels } from "./check-labels.ts";
import { requireLanguage } from "./check-query-language.ts";
import type { StateMachineType } from "./check-resource.ts";
import { checkState } from "./check-state.ts";
import { checkNames, checkTransitions } from "./check-transitions.ts";
import { definitionError, inWords, missingFields } from "./definition-error.ts";
import { innerDefinitions, type PlacedDefinition } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { DEEPEST_NESTING, isNestedTooDeep } from "./nesting.ts";
import { stateChecks } from "./state-checks.ts";

/**
 * Throws DefinitionError, which names the first place and tells of the others, for a definition that AWS would refuse: no states, a start
 * or a next state that does not exist, an unknown type, a state that no other leads to, a name used twice, a field that is missing or belongs
 * to the other query language, a number out of its range, a resource that a state machine of this type (by default a standard one) cannot call.
 *
 * Follows "State machine structure in Amazon States Language for Step Functions workflows".
 */
export function checkDefinition(
  definition: unknown,
  type: StateMachineType = "STANDARD",
): asserts definition is JsonObject {
  if (isNestedTooDeep(definition)) {
    const expected = `no more than ${DEEPEST_NESTING} lists and objects in one another`;
    throw definitionError("as a whole", expected, "more", { code: "TOO_DEEPLY_NESTED", at: null });
  }
  const groups = allGroups({ place: "", definition });
  const whole = isJsonObject(definition) ? (definition.QueryLanguage ?? "JSONPath") : "JSONPath";
  checkAll([
    ...groups.map((group) => () => requireStates(group)),
    () => checkMachineFields(definition),
    ...groups.flatMap(ownChecks),
    ...allStates(definition).flatMap((placed) => stateChecks(placed, whole, type)),
    () => requireLanguage(whole, "QueryLanguage"),
  ]);
  // Where the states lead is looked at once they are states.
  checkAll([
    ...checkTransitions({ place: "", definition }),
    () => checkNames(definition),
    () => checkLabels(definition),
  ]);
}

/** The whole definition, and the groups of states inside it. */
function allGroups(group: PlacedDefinition): readonly PlacedDefinition[] {
  const { place, definition } = group;
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) return [group];
  const inner = Object.entries(definition.States).flatMap(([name, state]) =>
    isJsonObject(state) ? innerDefinitions(state, `${place}States/${name}`).flatMap(allGroups) : [],
  );
  return [group, ...inner];
}

function requireStates({ place, definition }: PlacedDefinition): void {
  const at = place.slice(0, -1);
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) {
    const found = isJsonObject(definition) ? definition.States : definition;
    const { StartAt, States } = isJsonObject(definition) ? definition : ({} as JsonObject);
    const missing = Object.entries({ States, StartAt }).filter(([, value]) => value === undefined);
    const message = missing.length > 0 && missingFields(...missing.map(([name]) => name));
    throw definitionError(`${place}States`, "an object of states", inWords(found), {
      at,
      ...(message && { message }),
    });
  }
  const { StartAt, States } = definition;
  if (Object.keys(States).length === 0) {
    const says = { message: "Value cannot be empty" };
    throw definitionError(`${place}States`, "at least one state", "none", says);
  }
  if (StartAt !== undefined) return;
  const expected = "the name of a state beside it";
  const known = Object.keys(States).map((name) => `"${name}"`);
  const says = { message: missingFields("StartAt"), at };
  throw definitionError(`${place}StartAt`, `${expected} (${known.join(", ")})`, "nothing", says);
}

function ownChecks({ place, definition }: PlacedDefinition): readonly (() => void)[] {
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) return [];
  return Object.entries(definition.States).map(([name, state]) => () => {
    if (isJsonObject(state)) return checkState(state, `${place}States/${name}`);
    const says = { message: "Expected value of type [OBJECT]" };
    throw definitionError(`${place}States/${name}`, "an object", inWords(state), says);
  });
}
