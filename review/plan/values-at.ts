import { type Json, type JsonObject, parsedJson } from "./json.ts";

/** All texts at a path such as `rule.destination.account`, of every entry of the lists on the way; a text may be a JSON object. */
export function valuesAt(side: JsonObject | undefined, path: string): readonly string[] {
  let values: readonly (Json | undefined)[] = [side];
  for (const step of path.split(".")) {
    values = values.flatMap((value) => {
      const object = typeof value === "string" ? parsedJson(value) : value;
      return typeof object === "object" && object !== null && Object.hasOwn(object, step)
        ? [(object as JsonObject)[step]].flat()
        : [];
    });
  }
  return values.filter((value) => typeof value === "string" && value !== "") as string[];
}
