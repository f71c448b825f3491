import type { PlacedState } from "./all-states.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject } from "./json-value.ts";

/** "Passing data between states with variables": letters, digits and underscores, as Unicode has them. */
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** The most characters of a name. */
const LONGEST_NAME = 80;

/** Throws DefinitionError for variables whose names cannot be referred to. */
export function checkAssign({ state, place }: PlacedState): void {
  checkNames(state.Assign, `${place}/Assign`);
  for (const field of ["Choices", "Catch"]) {
    const rules = state[field];
    for (const [index, rule] of Array.isArray(rules) ? rules.entries() : []) {
      if (isJsonObject(rule)) checkNames(rule.Assign, `${place}/${field}[${index}]/Assign`);
    }
  }
}

function checkNames(assign: unknown, place: string): void {
  if (!isJsonObject(assign)) return;
  for (const key of Object.keys(assign)) {
    const name = key.replace(/\.\$$/, "");
    if (name === "states") {
      throw definitionError(`${place}/${key}`, "a name other than states", inWords(name), {
        code: "RESERVED_VARIABLE_NAME",
        message: "Cannot assign to reserved variable '$states'.",
      });
    }
    if (NAME.test(name) && [...name].length <= LONGEST_NAME) continue;
    const expected = `a name of at most ${LONGEST_NAME} letters, digits and underscores`;
    throw definitionError(`${place}/${key}`, expected, inWords(name), {
      code: "INVALID_VARIABLE_NAME",
      message: `Invalid variable name '${name}': the variable name contains invalid characters.`,
    });
  }
}
