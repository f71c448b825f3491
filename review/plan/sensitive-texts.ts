import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/** Every text below a value that `marks` (`true`, or the value's shape with true inside) calls sensitive. */
export function sensitiveTexts(value: unknown, marks: unknown, found: Set<string>): void {
  if (marks === true) addTexts(value as Json, found);
  else if (typeof marks === "object" && marks !== null && typeof value === "object" && value !== null) {
    for (const key of Object.keys(marks)) {
      if (Object.hasOwn(value, key)) {
        sensitiveTexts((value as JsonObject)[key], (marks as JsonObject)[key], found);
      }
    }
  }
}

function addTexts(value: Json, found: Set<string>): void {
  if (typeof value === "string") found.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) addTexts(item as Json, found);
  }
}

/** The same for the variables that the configuration declares as sensitive. */
export function sensitiveVariables(plan: JsonObject, found: Set<string>): void {
  const declared = inside(inside(plan.configuration, "root_module"), "variables");
  const values = plan.variables;
  if (!isJsonObject(declared) || !isJsonObject(values)) return;
  for (const [name, variable] of Object.entries(values)) {
    if (inside(inside(declared, name), "sensitive") === true)
      addTexts(inside(variable, "value") ?? null, found);
  }
}

const inside = (value: Json | undefined, key: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
