import { statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";

/** Clocks of file systems lag behind the one of the process by up to one tick. */
const TICK_MS = 10;

/**
 * What `bundle` makes of files that nobody changes meanwhile: if one was changed since the build began, everything is
 * read and bundled a second time.
 *
 * @throws UserError naming the file when it changes again.
 */
export async function settled<Result>(
  context: BuildContext,
  bundle: (context: BuildContext) => Promise<Result>,
  filesOf: (result: Result) => Iterable<string>,
): Promise<Result> {
  const { tree } = context;
  const startedAt = tree.openedAt;
  const [first, lines] = await withHeldLines(context, bundle);
  const files = [...new Set(filesOf(first))];
  if (!files.some((path) => isChangedSince(tree.root, path, startedAt))) return told(context, first, lines);
  tree.reopen();
  const before = new Map(files.map((path) => [path, tree.contentOf(path)?.sha256]));
  const secondStartedAt = tree.openedAt;
  const [second, secondLines] = await withHeldLines(context, bundle);
  tree.reopen();
  const restless = [...new Set(filesOf(second))].find((path) =>
    before.has(path)
      ? tree.contentOf(path)?.sha256 !== before.get(path)
      : isChangedSince(tree.root, path, secondStartedAt),
  );
  if (restless === undefined) return told(context, second, secondLines);
  throw new UserError({
    at: restless,
    expected: "a file that stays as it is while it is built",
    found: "that it changed twice",
    advice: "Stop what writes it and build again.",
  });
}

/** The lines of an attempt are told only once it counts. */
async function withHeldLines<Result>(
  context: BuildContext,
  bundle: (context: BuildContext) => Promise<Result>,
): Promise<readonly [Result, readonly string[]]> {
  const lines: string[] = [];
  const result = await bundle({ ...context, report: (line) => lines.push(line) });
  return [result, lines];
}

function told<Result>(context: BuildContext, result: Result, lines: readonly string[]): Result {
  for (const line of lines) context.report(line);
  return result;
}

/** By the time of its last change, which unlike that of its content nobody can set; what is gone has changed. */
function isChangedSince(root: string, path: string, time: number): boolean {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  return found === undefined || found.ctimeMs >= time - TICK_MS;
}
