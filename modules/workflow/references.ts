import { type Reference, reference } from "./expression.ts";

/** What the steps of a workflow can refer to: the execution's input and what earlier steps kept. */
export type References<Scope> = { readonly [Name in keyof Scope]: Reference<Scope[Name]> };

/** What every scope has. */
export interface ExecutionScope<Input> {
  readonly input: Input;
  readonly execution: { readonly Id: string; readonly Name: string; readonly StartTime: string };
}

/** The execution's input and identity are always in the context; every other name is a variable. */
export function references<Scope>(): References<Scope> {
  const names: Record<string, string> = {
    input: "$states.context.Execution.Input",
    execution: "$states.context.Execution",
  };
  return new Proxy({} as References<Scope>, {
    get: (_, name) => (typeof name === "symbol" ? undefined : reference(names[name] ?? `$${name}`)),
  });
}
