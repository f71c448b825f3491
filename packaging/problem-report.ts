import { counted } from "../reporting/counted.ts";
import { printable } from "../reporting/printable.ts";
import { someNames } from "../reporting/some-names.ts";
import { UserError, userErrorSentence } from "../reporting/user-error.ts";
import type { AskedArtifact, BuildProblem } from "./build-problem.ts";

/** Of more problems than anybody reads at once, the rest are told without their lines of source. */
const MAX_FRAMED = 50;

/**
 * One error that tells all problems, at least one: grouped by the functions and layers that they break, in an order that
 * neither declarations nor esbuild decide.
 */
export function problemReport(problems: readonly BuildProblem[]): UserError {
  const merged = mergedProblems(problems);
  const [only, ...others] = merged;
  if (only !== undefined && others.length === 0) return new UserError(aloneParts(only));
  const groups = grouped(merged);
  const framed = new Set(groups.flat().slice(0, MAX_FRAMED));
  return new UserError({
    expected: "functions and layers that build",
    found: `${merged.length} errors that break ${counts(merged.flatMap(({ breaks }) => breaks))}`,
    advice: "Correct them and build again.",
    details: groups.flatMap((problems) => groupLines(problems, framed)),
  });
}

/** Each problem once, with all that it breaks, whichever passes of the build have met it; by place. */
function mergedProblems(problems: readonly BuildProblem[]): readonly BuildProblem[] {
  const byText = new Map<string, BuildProblem>();
  for (const problem of problems) {
    const key = JSON.stringify(problem.parts);
    byText.set(key, { ...problem, breaks: [...(byText.get(key)?.breaks ?? []), ...problem.breaks] });
  }
  return [...byText.values()]
    .map((problem) => ({ ...problem, breaks: sortedOnce(problem.breaks) }))
    .sort(byPlace);
}

/** Problems that break the same, sorted by what they break. */
function grouped(problems: readonly BuildProblem[]): readonly (readonly BuildProblem[])[] {
  const groups = new Map<string, BuildProblem[]>();
  for (const problem of problems) {
    const key = problem.breaks.map(sortKey).join("\n");
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

function byPlace(a: BuildProblem, b: BuildProblem): number {
  const [left, right] = [a.place, b.place];
  const files = compare(left?.file ?? a.parts.at ?? "", right?.file ?? b.parts.at ?? "");
  const lines = (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
  return files || lines || compare(userErrorSentence(a.parts), userErrorSentence(b.parts));
}

function sortedOnce(artifacts: readonly AskedArtifact[]): readonly AskedArtifact[] {
  const byKey = new Map(artifacts.map((artifact) => [sortKey(artifact), artifact]));
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, artifact]) => artifact);
}

/** Functions first. */
function sortKey({ kind, id }: AskedArtifact): string {
  return `${kind} ${id}`;
}

/** The message of today, with what it breaks where that does not go without saying. */
function aloneParts({ parts, place, breaks }: BuildProblem): UserError["parts"] {
  const [first, ...others] = breaks;
  const isEvident =
    others.length === 0 &&
    (place === undefined || place.file === first?.source || place.file.startsWith(`${first?.source}/`));
  return isEvident ? parts : { ...parts, details: [...(parts.details ?? []), `It breaks ${names(breaks)}.`] };
}

function groupLines(problems: readonly BuildProblem[], framed: ReadonlySet<BuildProblem>): readonly string[] {
  const lines = problems.flatMap((problem) => [
    listedText(problem),
    ...(framed.has(problem) ? (problem.parts.details ?? []) : []),
  ]);
  return ["", names(problems[0]?.breaks ?? []), ...lines.map((line) => `  ${line}`)];
}

function listedText({ parts, brief }: BuildProblem): string {
  if (brief === undefined) return userErrorSentence(parts);
  return parts.at === undefined ? brief : `${parts.at}: ${brief}`;
}

function names(artifacts: readonly AskedArtifact[]): string {
  return someNames(artifacts.map(({ kind, id }) => printable(kind === "layer" ? `layer ${id}` : id)));
}

function counts(artifacts: readonly AskedArtifact[]): string {
  const once = sortedOnce(artifacts);
  const functions = once.filter(({ kind }) => kind === "function").length;
  const parts = [counted(functions, "function"), counted(once.length - functions, "layer")];
  return parts.filter((text) => !text.startsWith("0 ")).join(" and ");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
