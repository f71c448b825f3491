import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../reporting/user-error.ts";

/** The content of a file in a layer's folder; undefined when there is none. */
export function readLayerFile(folder: string, name: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The bytes of a layer's `package.json`; `shown` is the folder as messages name it.
 *
 * @throws UserError when there is none.
 */
export function readLayerPackageJson(folder: string, shown: string): Buffer {
  const bytes = readLayerFile(folder, "package.json");
  if (bytes !== undefined) return bytes;
  throw new UserError({
    at: shown,
    expected: "a package.json in the folder of the layer",
    found: "none",
    advice: `Run "npm init" in ${shown}, or check the folder where the layer is declared.`,
  });
}

/**
 * The object in a JSON file of a layer; `at` is the file as messages name it.
 *
 * @throws UserError when it is none.
 */
export function parseJsonObject(bytes: Buffer, at: string): Readonly<Record<string, unknown>> {
  const value = parsedOrUndefined(bytes.toString("utf8"));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new UserError({
    at,
    expected: "a JSON object",
    found: value === undefined ? "text that is no JSON" : "another JSON value",
    advice: "Correct it, or restore it from version control.",
  });
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
