import { setTimeout as delay } from "node:timers/promises";
import type { LambdaFailure } from "./lambda-failure.ts";
import type { StartedProcess } from "./started-process.ts";
import type { StorageWatch } from "./storage-watch.ts";

/** What ends an invocation, whichever comes first. */
export type InvocationOutcome =
  | { readonly kind: "response"; readonly json: string }
  | { readonly kind: "failure"; readonly failure: LambdaFailure; readonly isFatal: boolean }
  | { readonly kind: "exit"; readonly exit: number | NodeJS.Signals }
  | { readonly kind: "timeout" }
  /** Its temporary folder holds more than there is room for. */
  | { readonly kind: "storage"; readonly usedBytes: number }
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
  readonly storage: StorageWatch;
  /** Called before the handler is, with how long its init phase took, in milliseconds. */
  readonly onStart: (initMs: number) => void;
  readonly signal?: AbortSignal | undefined;
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
  const endMemoryWatch = started.memory.start(() => report({ kind: "exit", exit: "SIGKILL" }));
  const endStorageWatch = request.storage.start((usedBytes) => report({ kind: "storage", usedBytes }));
  request.signal?.addEventListener("abort", abort);

  const stopWatching = () => {
    timers.abort();
    endMemoryWatch();
    endStorageWatch();
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
  let isOver = false;
  started.ready.then((initMs) => {
    if (isOver) return;
    request.onStart(initMs);
    started.child.send({ ...messageOf(request), deadlineMs });
  });
  const outcome = await ended;
  isOver = true;
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
