import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject } from "../states/json-value.ts";
import type { SdkExports } from "./sdk-exports.ts";

/** The values that a text in a structure of an API may have; undefined where it may be any, or nothing is known. */
export type AllowedValues = (structure: string, member: string) => ReadonlySet<string> | undefined;

const declarations = new Map<string, string>();

/**
 * Reads them from the client: the schemas that it carries leave them out, but its declarations of types name a list for each member that
 * has one, and it exports the lists.
 */
export function allowedValues({ file, exports }: SdkExports): AllowedValues {
  return (structure, member) => {
    const text = declared(file);
    const start = text.search(new RegExp(`^export interface ${structure}\\b`, "m"));
    if (start < 0) return undefined;
    const body = text.slice(start, text.indexOf("\n}", start));
    const [, list = ""] =
      new RegExp(`^ {4}${member}\\??: (\\w+)(?:\\[\\])? \\| undefined;`, "m").exec(body) ?? [];
    const values = exports[list];
    return isJsonObject(values) ? new Set(Object.values(values).map(String)) : undefined;
  };
}

/** The declarations of all structures of a client, whose main file is given. */
function declared(file: string): string {
  const known = declarations.get(file);
  if (known !== undefined) return known;
  const folder = join(dirname(file), "..", "dist-types", "models");
  const text = modelFiles(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  declarations.set(file, text);
  return text;
}

function modelFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^models_\d+\.d\.ts$/.test(name));
  } catch {
    return []; // a client that was packed without its types
  }
}
