import type { LambdaFailure } from "./lambda-failure.ts";

/** What the runtime tells an execution environment's process. */
export type RuntimeMessage = StartMessage | InvokeMessage;

export interface StartMessage {
  readonly kind: "start";
  readonly taskRoot: string;
  /** As it is declared, whatever runs here: `nodejs22.x`. */
  readonly runtime: string;
  /** `index.handler`. */
  readonly handler: string;
  /** How often the process reports its resident size; left out where the runtime can read that by itself. */
  readonly memoryReportMs?: number;
  /** Of a function for Python only. */
  readonly python?: PythonPaths;
}

/** Where a function for Python finds modules beside its own. */
export interface PythonPaths {
  readonly layerRoots: readonly string[];
  /** The folder with its packages as they are installed for this machine, if it has any. */
  readonly packages?: string;
  /** Where this machine's Python has its packages; only those that Lambda brings along are taken from there. */
  readonly sitePackages: readonly string[];
}

export interface InvokeMessage {
  readonly kind: "invoke";
  readonly requestId: string;
  readonly eventJson: string;
  /** When the function times out, in milliseconds since 1970. */
  readonly deadlineMs: number;
  readonly traceId: string;
  readonly functionArn: string;
  readonly logStreamName: string;
}

/** What an execution environment's process tells the runtime. */
export type EnvironmentMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "memory"; readonly rssBytes: number }
  | { readonly kind: "response"; readonly json: string }
  | { readonly kind: "failure"; readonly failure: LambdaFailure; readonly isFatal: boolean };

/** Ends what is written while the handler is loaded, as {@link endOfLogs} does for an invocation. */
export const END_OF_INIT_LOGS = endOfLogs("init");

/** Ends the last line of an invocation on stdout and stderr, so that its lines are told from the next one's. */
export function endOfLogs(requestId: string): string {
  return `\u0000${requestId}`;
}
