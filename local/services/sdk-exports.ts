import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sdkPackage } from "./sdk-client.ts";

/** What a package of the SDK exports, and the file that it was loaded from. */
export interface SdkExports {
  /** Absolute. */
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The name of the package for a service: that of an installed one, as far as there is any. */
export function sdkPackageName(service: string, projectFolder: string): string {
  const folder = join(projectFolder, "node_modules/@aws-sdk");
  return sdkPackage(service, existsSync(folder) ? readdirSync(folder) : []);
}

/** Loads a package of the project's, or else of this package's; undefined where it is not installed. */
export async function loadSdk(name: string, projectFolder: string): Promise<SdkExports | undefined> {
  const places = [join(resolve(projectFolder), "package.json"), fileURLToPath(import.meta.url)];
  for (const place of places) {
    const file = resolved(name, place);
    if (file === undefined) continue;
    const loaded = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    // A CommonJS package may have all that it exports behind `default` alone.
    return { file, exports: { ...(loaded.default as SdkExports["exports"] | undefined), ...loaded } };
  }
  return undefined;
}

function resolved(name: string, place: string): string | undefined {
  try {
    return createRequire(place).resolve(name);
  } catch {
    return undefined;
  }
}
