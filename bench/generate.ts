import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandSets } from "./command-sets.ts";
import { type HandlerDescription, handlerSource, SHARED_MODULE } from "./handler-source.ts";

/** `shared`: many handlers use the same commands, as in most apps; `own`: no two do. */
export type AppKind = "shared" | "own";

export interface AppPlan {
  readonly kind: AppKind;
  readonly handlers: number;
}

/** A generated app: `handlers/<name>.ts` and `shared/` in its folder. */
export interface App {
  /** `shared-100`. */
  readonly name: string;
  readonly folder: string;
  /** How many different sets of commands the handlers use. */
  readonly sets: number;
  readonly handlers: readonly HandlerDescription[];
}

/** Up to this many handlers an app has the smaller number of sets. */
const SMALL_APP_HANDLERS = 100;
const SMALL_APP_SETS = 18;
const LARGE_APP_SETS = 25;

/** Writes an app anew below `parent`. */
export function generateApp(parent: string, { kind, handlers: count }: AppPlan): App {
  const name = `${kind}-${count}`;
  const folder = join(parent, name);
  const sets = commandSets(
    kind === "own" ? count : count > SMALL_APP_HANDLERS ? LARGE_APP_SETS : SMALL_APP_SETS,
  );
  const handlers = Array.from({ length: count }, (_, index) => ({
    name: `handler-${String(index).padStart(4, "0")}`,
    uses: sets[index % sets.length] ?? [],
    revision: 0,
  }));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "handlers"), { recursive: true });
  mkdirSync(join(folder, "shared"));
  writeFileSync(join(folder, "shared", "describe-outcome.ts"), SHARED_MODULE);
  const app = { name, folder, sets: Math.min(sets.length, count), handlers };
  for (const handler of handlers) writeHandler(app, handler);
  return app;
}

/** Writes one handler of an app, as it was generated or as it is edited. */
export function writeHandler(app: Pick<App, "folder">, handler: HandlerDescription): void {
  writeFileSync(join(app.folder, "handlers", `${handler.name}.ts`), handlerSource(handler));
}
