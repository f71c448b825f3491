import { setTimeout as delay } from "node:timers/promises";
import type { EnvironmentProcess } from "./environment-process.ts";
import type { LambdaFailure } from "./lambda-failure.ts";
import type { MemoryWatch } from "./memory-watch.ts";

/** What ends an invocation, whichever comes first. */
export type InvocationOutcome =
  | { readonly kind: "response"; readonly json: string }
  | { readonly kind: "failure"; readonly failure: LambdaFailure; readonly isFatal: boolean }
  | { readonly kind: "exit"; readonly exit: number | NodeJS.Signals }
  | { readonly kind: "timeout" }
  | { readonly kind: "abort" };

export interface InvocationRequest {
  readonly requestId: string;
  readonly eventJson: string;
  readonly traceId: string;
  readonly functionArn: string;
  readonly logStreamName: string;
  readonly timeoutSeconds: number;
  /** How long the init phase may take before it has failed; left out, it takes the invocation's time. */
  readonly initSeconds?: number;
  readonly signal?: AbortSignal | undefined;
}

/** A process that was told to start, as an invocation sees it. */
export interface StartedProcess {
  readonly child: EnvironmentProcess;
  readonly memory: MemoryWatch;
  /** Resolves when the handler is loaded. */
  readonly ready: Promise<void>;
  /** From now on the process's answer goes to `report`. */
  listen(report: (outcome: InvocationOutcome) => void): void;
}

export interface EndedInvocation {
  readonly outcome: InvocationOutcome;
  readonly durationMs: number;
}

/** Sends the event once the process is ready, and waits for what ends the invocation. Undefined when its init phase has failed. */
export async function invocationOutcome(
  started: StartedProcess,
  request: InvocationRequest,
): Promise<EndedInvocation | undefined> {
  const timers = new AbortController();
  const after = (seconds: number) =>
    delay(seconds * 1000, undefined, { signal: timers.signal }).catch(() => {});
  let report: (outcome: InvocationOutcome) => void = () => {};
  const ended = new Promise<InvocationOutcome>((resolve) => {
    report = resolve;
  });
  const abort = () => report({ kind: "abort" });
  started.listen(report);
  started.child.ended.then((exit) => report({ kind: "exit", exit }));
  const endWatch = started.memory.start(() => report({ kind: "exit", exit: "SIGKILL" }));
  request.signal?.addEventListener("abort", abort);

  const stopWatching = () => {
    timers.abort();
    endWatch();
    request.signal?.removeEventListener("abort", abort);
  };

  if (request.initSeconds !== undefined) {
    const isReady = started.ready.then(() => true);
    const first = await Promise.race([isReady, ended, after(request.initSeconds)]);
    if (first !== true && !isAbort(first)) {
      stopWatching();
      return undefined;
    }
  }
  const startMs = performance.now();
  const deadlineMs = Date.now() + request.timeoutSeconds * 1000;
  after(request.timeoutSeconds).then(() => report({ kind: "timeout" }));
  started.ready.then(() => started.child.send({ ...messageOf(request), deadlineMs }));
  const outcome = await ended;
  const durationMs = performance.now() - startMs;

  stopWatching();
  return { outcome, durationMs };
}

function isAbort(outcome: unknown): boolean {
  return (outcome as InvocationOutcome | undefined)?.kind === "abort";
}

function messageOf({ requestId, eventJson, traceId, functionArn, logStreamName }: InvocationRequest) {
  return { kind: "invoke", requestId, eventJson, traceId, functionArn, logStreamName } as const;
}
