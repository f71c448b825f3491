import { createFunctionCalls, type FunctionCalls } from "../../../local/app/function-calls.ts";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder } from "../lambda/function-folder.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";

/** Functions that run in real processes. */
export interface CallableFunctions {
  readonly runtime: LambdaRuntime;
  /** By ARN. */
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly calls: FunctionCalls;
  /** The lines that a function has written so far. */
  logOf(name: string): readonly string[];
  close(): Promise<void>;
}

/** Starts what runs functions, given by name and the text of their `index.js`; `foreign` are for other runtimes. */
export function callableFunctions(
  sources: Readonly<Record<string, string>>,
  foreign: Readonly<Record<string, string>> = {},
): CallableFunctions {
  const folder = createFunctionFolder();
  const lines: { readonly functionName: string; readonly text: string }[] = [];
  const runtime = createLambdaRuntime({ ...PLACE, endpoints: {}, onLog: (line) => lines.push(line) });
  const specs = new Map(
    Object.entries({ ...sources, ...foreign }).map(([name, source]) => {
      const runtime = foreign[name] ?? "nodejs22.x";
      const spec = folder.function(source, { name, arn: functionArn(name), runtime });
      return [spec.arn, spec];
    }),
  );
  const options = { runtime, specs, nowMs: Date.now, sendToQueue: () => {} };
  return {
    runtime,
    specs,
    calls: createFunctionCalls(resolvedStack({}), options),
    logOf: (name) => lines.filter(({ functionName }) => functionName === name).map(({ text }) => text),
    async close() {
      await runtime.close();
      folder.remove();
    },
  };
}

export function functionArn(name: string): string {
  return `arn:aws:lambda:${PLACE.region}:${PLACE.accountId}:function:${name}`;
}
