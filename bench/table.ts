import {
  artifactsChangedByEdit,
  type BuildCase,
  type BuildResult,
  differingArtifactsOf,
  peakMbOf,
  wallSecondsOf,
} from "./build-result.ts";
import { compare, ratio } from "./comparison.ts";
import { CALL, TERRALOOM } from "./contenders.ts";
import { type Goal, goalsOf, holds } from "./goals.ts";
import { type InitResult, STARTS } from "./measure-init.ts";
import type { BenchResults } from "./results.ts";
import { fastest } from "./statistic.ts";

const NOT_MEASURED = "–";

/** The results as Markdown: the goals first, then what each contender took. */
export function resultTables(results: BenchResults): string {
  const builds = [...results.shared, ...results.own, ...results.large];
  const apps = [...new Set(builds.map(({ app }) => app))];
  return [
    goalTable(results),
    ...apps.map((app) => buildTable(builds.filter((build) => build.app === app))),
    ...(results.init ? [initTable(results.init)] : []),
  ].join("\n");
}

function goalTable(results: BenchResults): string {
  const byFastest = goalsOf(results, fastest);
  const rows = goalsOf(results).map((goal, index) => {
    const other = byFastest[index] ?? goal;
    return [
      goal.what,
      `${goal.bound} ${goal.limit}${spaced(goal.unit)}`,
      measuredCell(goal),
      measuredCell(other),
      verdict(holds(goal), holds(other)),
    ];
  });
  return `## Goals\n\n${table(["what", "goal", "by medians", "by the fastest runs", "holds"], rows)}`;
}

/** Where the two figures disagree, other work on the machine decided. */
function verdict(byMedian: boolean | undefined, byFastest: boolean | undefined): string {
  if (byMedian === undefined) return NOT_MEASURED;
  if (byMedian !== byFastest) return "unclear";
  return byMedian ? "yes" : "**no**";
}

function measuredCell({ measured, unit }: Goal): string {
  return cell(measured, (value) => `${rounded(value)}${spaced(unit)}`);
}

function buildTable(results: readonly BuildResult[]): string {
  const app = results[0]?.app;
  const call = compare(results).of(CALL);
  const rows = results.map((result) => [
    result.contender === TERRALOOM ? `**${result.contender.title}**` : result.contender.title,
    ...(["cold", "unchanged", "changed"] as const).map((buildCase) => wallCell(result, buildCase, call)),
    cell(peakMbOf(result), (peak) => `${Math.round(peak)} MB`),
    ...artifactCells(result),
  ]);
  const head = [
    "builder",
    "cold",
    "nothing changed",
    "one changed",
    "peak memory",
    "zips",
    "zips that differ between cold builds",
    "zips that one edit changes",
  ];
  const title = `${app?.handlers.length} handlers, ${app?.sets} different sets of commands`;
  return `## ${title}\n\n${table(head, rows)}`;
}

/** × is against one plain esbuild call in the same case. */
function wallCell(result: BuildResult, buildCase: BuildCase, call: BuildResult | undefined): string {
  const seconds = wallSecondsOf(result, buildCase);
  const times = ratio(seconds, call && wallSecondsOf(call, buildCase));
  const against = times === undefined || result === call ? "" : `, ${rounded(times)} ×`;
  return cell(seconds, (wall) => `${wall.toFixed(2)} s${against}`);
}

function artifactCells(result: BuildResult): readonly string[] {
  if (result.contender.output === "none") return [NOT_MEASURED, NOT_MEASURED, NOT_MEASURED];
  return [
    `${(result.zipBytes / 1024 ** 2).toFixed(2)} MB`,
    cell(differingArtifactsOf(result), String),
    cell(artifactsChangedByEdit(result), String),
  ];
}

function initTable({ initMs, emptyMs, handlerName }: InitResult): string {
  const rows = [
    ["an empty handler", `${emptyMs.toFixed(1)} ms`, "0.0 ms"],
    ...[...initMs].map(([{ title }, ms]) => [
      title,
      `${ms.toFixed(1)} ms`,
      `${(ms - emptyMs).toFixed(1)} ms`,
    ]),
  ];
  const head = ["bundle", "from the start of the process", "without the start of Node.js"];
  return `## Init time of ${handlerName}, median of ${STARTS}\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function cell(value: number | undefined, show: (value: number) => string): string {
  return value === undefined ? NOT_MEASURED : show(value);
}

function spaced(unit: Goal["unit"]): string {
  return unit === "" ? "" : ` ${unit}`;
}

/** Three digits tell a ratio; more would pretend a precision that a shared machine does not have. */
function rounded(value: number): string {
  return Number.isInteger(value) || value >= 100
    ? String(Math.round(value))
    : String(Number(value.toPrecision(3)));
}
