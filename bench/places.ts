import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the benchmark, in which every contender runs. */
export const BENCH_FOLDER = fileURLToPath(new URL(".", import.meta.url));

export const APPS_FOLDER = join(BENCH_FOLDER, "out", "apps");

export const BUILDS_FOLDER = join(BENCH_FOLDER, "out", "builds");

/** Stands for the SDK that Lambda's runtime brings. */
export const RUNTIME_PACKAGES = join(BENCH_FOLDER, "node_modules");

/** The compiled package, as a user's app gets it. */
export const COMPILED_ENTRY = join(BENCH_FOLDER, "..", "dist", "modules", "index.js");
