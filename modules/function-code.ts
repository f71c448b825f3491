import type { Construct } from "constructs";
import type { FunctionSource, PythonVersion } from "../packaging/build-request.ts";
import { onlyNames } from "../reporting/only-names.ts";
import { UserError } from "../reporting/user-error.ts";
import type { LambdaFunctionProps, LambdaRuntime } from "./lambda-function-props.ts";
import { checkPythonHandler } from "./python-handler.ts";
import { sourcePath } from "./source-path.ts";

/** Where the code of a function comes from, and how Lambda starts it. */
export interface FunctionCode {
  readonly source: FunctionSource;
  readonly runtime: LambdaRuntime;
  readonly handler: string;
  /** Variables that it needs beside those of its props. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws UserError for a path at which nothing is, and for a handler in Python that is not there. */
export function functionCode(construct: Construct, props: LambdaFunctionProps): FunctionCode {
  const { architecture = "arm64", budget, layers = [] } = props;
  const common = {
    id: construct.node.path,
    layers: layers.map((layer) => layer.artifactId),
    ...(budget && { budget }),
  };
  if ("entry" in props) {
    const { entry, runtime = "nodejs22.x", sourceMaps, singleBundle } = props;
    const choices = {
      ...(sourceMaps && { hasSourceMap: true }),
      ...(singleBundle && { isSingleBundle: true }),
    };
    const source = { kind: "node", ...common, entry: sourcePath(construct, entry), ...choices } as const;
    const node = { source, runtime, handler: "index.handler" } as const;
    if (!sourceMaps) return node;
    return { ...node, environment: { NODE_OPTIONS: nodeOptions(props.environment) } };
  }
  if ("python" in props) {
    const { python, handler, runtime = "python3.13" } = props;
    const folder = sourcePath(construct, python);
    checkPythonHandler(construct, folder, handler);
    const pythonVersion = runtime.slice("python".length) as PythonVersion;
    return { source: { kind: "python", ...common, folder, pythonVersion, architecture }, runtime, handler };
  }
  if ("ready" in props) {
    const { ready, handler, runtime } = props;
    const path = sourcePath(construct, ready);
    const isBare = runtime === "provided.al2023";
    const source = { kind: "ready", ...common, path, ...(isBare && { bootstrap: architecture }) } as const;
    return { source, runtime, handler };
  }
  if (!("command" in props)) throw withoutCode(construct, props);
  const folder = sourcePath(construct, props.folder);
  const source = { kind: "command", ...common, folder, command: props.command, architecture } as const;
  return { source, runtime: "provided.al2023", handler: "bootstrap" };
}

/** Types are not checked where the app is run with tsx. */
function withoutCode(construct: Construct, props: object): UserError {
  return new UserError({
    at: construct.node.path,
    expected: "one of the options entry, python, ready and command",
    found: onlyNames(Object.keys(props)),
    advice: "Name the code of the function with one of them.",
  });
}

/** The option beside those that the function has already. */
function nodeOptions({ NODE_OPTIONS = "" }: Readonly<Record<string, string>> = {}): string {
  return `${NODE_OPTIONS} --enable-source-maps`.trim();
}
