import { counted } from "../../reporting/counted.ts";
import { printable } from "../../reporting/printable.ts";

/** What is watched, once the app runs. */
export function watchingLine(functions: number, layers: number, stack: string): string {
  const watched = `${counted(functions, "function")} and ${counted(layers, "layer")} of ${printable(stack)}`;
  return `Watching ${watched}; save a file to build and run. Ctrl-C ends.`;
}

/** What became of a function that was built, or of which a layer was. Times in milliseconds. */
export interface RunResult {
  readonly name: string;
  /** Undefined where the function itself was not built now. */
  readonly builtMs: number | undefined;
  readonly ranMs: number;
  readonly hasFailed: boolean;
  /** From the save; undefined where nothing was saved. */
  readonly sinceSaveMs: number | undefined;
}

export function runLine({ name, builtMs, ranMs, hasFailed, sinceSaveMs }: RunResult): string {
  const built = builtMs === undefined ? "" : `built in ${seconds(builtMs)}, `;
  const ran = hasFailed ? `failed after ${seconds(ranMs)}` : `ran in ${seconds(ranMs)}`;
  const since = sinceSaveMs === undefined ? "" : `; ${seconds(sinceSaveMs)} from save to result`;
  return `${printable(name)}: ${built}${ran}${since}`;
}

export function noEventLine(name: string, builtMs: number | undefined): string {
  const built = builtMs === undefined ? "" : `built in ${seconds(builtMs)}; `;
  const advice = `run "terraloom invoke ${printable(name)} event.json" or "terraloom run" once`;
  return `${printable(name)}: ${built}no event yet: ${advice}`;
}

export function sameLine(name: string, builtMs: number): string {
  return `${printable(name)}: built in ${seconds(builtMs)}; the same as before`;
}

/** `users` are functions that run now; `others` use the layer as well, and do not. */
export function layerLine(name: string, builtMs: number, users: readonly string[], others: number): string {
  const layer = `${printable(name)} (layer): built in ${seconds(builtMs)}`;
  if (users.length === 0) return `${layer}; no function that uses it has an event yet`;
  const more = others === 0 ? "" : `, not ${others} more`;
  return `${layer}; runs ${users.map(printable).join(", ")}${more}`;
}

export function synthLine(paths: readonly string[], tookMs: number, hasChanged: boolean): string {
  const [first = "", ...others] = paths.map(printable);
  const files = others.length === 0 ? first : `${first} and ${others.length} more`;
  return `${files}: synthesized in ${seconds(tookMs)}${hasChanged ? "" : "; nothing changed"}`;
}

/** Two decimals at most: `0.2 s`, `12.05 s`. */
function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(2))} s`;
}
