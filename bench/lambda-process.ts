import { EventEmitter, once } from "node:events";
import { tmpdir } from "node:os";
import type { EnvironmentMessage, RuntimeMessage } from "../local/lambda/environment-message.ts";
import { startEnvironmentProcess } from "../local/lambda/environment-process.ts";
import { environmentVariablesOf } from "../local/lambda/environment-variables.ts";
import type { LambdaSpec } from "../local/lambda/lambda-spec.ts";
import { nodeProgram } from "../local/lambda/node-program.ts";

export interface LambdaProcessRequest {
  /** The folder of the unpacked function. */
  readonly taskRoot: string;
  readonly functionName: string;
  /** Where packages lie that the runtime brings: the AWS SDK of a bundle without it. */
  readonly runtimePackages?: string;
  /** Calls the handler with it; without it the process only starts. */
  readonly event?: object;
}

export interface LambdaStart {
  /** From the start of the process until the handler is loaded. */
  readonly initMs: number;
  /** What the handler returned; undefined when it was not called. */
  readonly answer: unknown;
}

const SURROUNDINGS = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };
const TIMEOUT_SECONDS = 30;
const LOG_STREAM = "bench";

/**
 * Starts a function in the process of the local run, calls it once when there is an event, and ends the process.
 *
 * @throws Error with what the function failed of.
 */
export async function startLambdaProcess(request: LambdaProcessRequest): Promise<LambdaStart> {
  const startedAt = performance.now();
  const inbox = new EventEmitter();
  const spec = specOf(request);
  const child = await startEnvironmentProcess({
    program: nodeProgram(spec),
    taskRoot: request.taskRoot,
    variables: variablesOf(spec, request),
    onLine: () => {},
    onMessage: (message) => inbox.emit("message", message),
  });
  const tell = async (message: RuntimeMessage) => {
    const answered = once(inbox, "message");
    child.send(message);
    return answerOf(await Promise.race([answered, child.ended.then(endedEarly)]));
  };
  try {
    await tell({ kind: "start", taskRoot: spec.taskRoot, runtime: spec.runtime, handler: spec.handler });
    const initMs = performance.now() - startedAt;
    const answer = request.event && (await tell(invocation(request.functionName, request.event)));
    return { initMs, answer };
  } finally {
    await child.kill();
  }
}

function answerOf([message]: readonly EnvironmentMessage[]): unknown {
  if (message?.kind === "failure") throw new Error(`The function failed: ${JSON.stringify(message.failure)}`);
  return message?.kind === "response" ? JSON.parse(message.json) : undefined;
}

function endedEarly(exit: number | NodeJS.Signals): never {
  throw new Error(`The function's process ended with ${exit}.`);
}

function specOf({ functionName, taskRoot }: LambdaProcessRequest): LambdaSpec {
  return {
    name: functionName,
    runtime: "nodejs22.x",
    arn: arnOf(functionName),
    taskRoot,
    layerRoots: [],
    handler: "index.handler",
    timeoutSeconds: TIMEOUT_SECONDS,
    memoryMb: 1024,
    environment: {},
  };
}

function variablesOf(spec: LambdaSpec, { runtimePackages }: LambdaProcessRequest) {
  const own = { logStreamName: LOG_STREAM, temporaryFolder: tmpdir() };
  const variables = environmentVariablesOf(spec, SURROUNDINGS, own);
  return runtimePackages === undefined ? variables : { ...variables, NODE_PATH: runtimePackages };
}

function invocation(functionName: string, event: object): RuntimeMessage {
  return {
    kind: "invoke",
    requestId: "bench",
    eventJson: JSON.stringify(event),
    deadlineMs: Date.now() + TIMEOUT_SECONDS * 1000,
    traceId: "bench",
    functionArn: arnOf(functionName),
    logStreamName: LOG_STREAM,
  };
}

function arnOf(functionName: string): string {
  return `arn:aws:lambda:${SURROUNDINGS.region}:${SURROUNDINGS.accountId}:function:${functionName}`;
}
