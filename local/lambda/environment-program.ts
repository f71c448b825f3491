import type { PythonPaths } from "./environment-message.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import { nodeProgram } from "./node-program.ts";
import { createPythonPrograms } from "./python-program.ts";
import { runtimeLanguage } from "./runtime-language.ts";

/** What runs in the process of an execution environment. */
export interface EnvironmentProgram {
  readonly executable: string;
  readonly options: readonly string[];
  /** The file that exchanges the messages of environment-message.ts. */
  readonly bootstrap: string;
  /** For the start message. */
  readonly python?: PythonPaths;
}

export interface ProgramOptions {
  /** Of this process: `PATH`, `TERRALOOM_PYTHON` and the settings of pip are taken from it. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets the lines that a user has to read. */
  readonly report: (line: string) => void;
  /** Stops what is being installed. */
  readonly signal: AbortSignal;
}

/** Gives the program for a function, once this machine has all that it needs. */
export type EnvironmentPrograms = (spec: LambdaSpec) => Promise<EnvironmentProgram>;

/** @throws UserError, when a function is asked for, where Python or a package of it cannot be had. */
export function createEnvironmentPrograms(options: ProgramOptions): EnvironmentPrograms {
  const pythonProgram = createPythonPrograms(options);
  return async (spec) =>
    runtimeLanguage(spec.runtime) === "python" ? pythonProgram(spec) : nodeProgram(spec);
}
