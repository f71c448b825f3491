import { type Expression, type Reference, reference, type Value } from "./expression.ts";
import { type References, references } from "./references.ts";
import type { Failure, RetryRule, Step } from "./step.ts";

/** A Lambda function as a workflow sees it: a name, what it takes and what it gives. */
export interface LambdaTask<Input, Output> {
  readonly name: string;
  readonly signature?: (input: Input) => Output;
}

/** Declares the function `name`, which a state machine binds to a `LambdaFunction`. */
export function lambdaTask<Input, Output>(name: string): LambdaTask<Input, Output> {
  return Object.freeze({ name });
}

type Kept<Name extends string, Type> = { readonly [Key in Name]: Type };
// biome-ignore lint/suspicious/noExplicitAny: any scope and output will do where only the steps are read
type AnySteps = Steps<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: see above
type OutputOf<Some> = Some extends Steps<any, infer Output> ? Output : never;
// biome-ignore lint/suspicious/noExplicitAny: see above
type ScopeOf<Some> = Some extends Steps<infer Scope, any> ? Scope : never;
/** What is known whichever of the two ran. */
type Common<Left, Right> = Pick<Left, keyof Left & keyof Right>;
type OutputsOf<Branches extends readonly unknown[]> = {
  readonly [Index in keyof Branches]: Branches[Index] extends (steps: never) => infer Built
    ? OutputOf<Built>
    : never;
};

export interface TaskOptions<Keep extends string> {
  /** The variable in which later steps find the result. */
  readonly keep?: Keep;
  readonly retry?: readonly RetryRule[];
  readonly timeoutSeconds?: number;
}

/**
 * An immutable list of steps under construction: every method returns a new one. `Scope` is what can be referred to,
 * `Output` what the last step gives.
 */
export class Steps<in out Scope, out Output> {
  readonly list: readonly Step[];
  declare readonly output?: Output;

  constructor(list: readonly Step[] = []) {
    this.list = Object.freeze([...list]);
  }

  /** Calls a Lambda function and waits for its result. */
  task<Input, Result, Keep extends string = never>(
    name: string,
    task: LambdaTask<Input, Result>,
    options: TaskOptions<Keep> & { readonly input: (scope: References<Scope>) => NoInfer<Value<Input>> },
  ): Steps<Scope & Kept<Keep, Result>, Result> {
    const { input, retry = [], ...rest } = options;
    const call = { integration: "lambda", function: task.name } as const;
    return this.#and({ kind: "task", name, call, arguments: input(references()), retry, ...rest });
  }

  /** Sends one event to a bus. */
  putEvent(
    name: string,
    options: TaskOptions<never> & {
      readonly bus: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: (scope: References<Scope>) => object;
    },
  ): Steps<Scope, unknown> {
    const { bus, source, detailType, detail, retry = [], ...rest } = options;
    const entry = { Source: source, DetailType: detailType, Detail: detail(references()) };
    return this.#and({
      kind: "task",
      name,
      call: { integration: "events", bus },
      arguments: entry,
      retry,
      ...rest,
    });
  }

  /** Takes the first branch whose condition holds; else goes on. A branch that does not end joins the next step. */
  choose(
    name: string,
    branches: (
      scope: References<Scope>,
    ) => readonly (readonly [Expression<boolean>, (steps: Steps<Scope, never>) => AnySteps])[],
  ): Steps<Scope, Output> {
    const built = branches(references()).map(([condition, steps]) => ({
      condition,
      steps: steps(new Steps()).list,
    }));
    return this.#and({ kind: "choice", name, branches: built });
  }

  /** Runs branches at the same time; the result is the list of their outputs. */
  parallel<
    const Branches extends readonly ((steps: Steps<Scope, never>) => AnySteps)[],
    Keep extends string = never,
  >(
    name: string,
    options: { readonly branches: Branches; readonly keep?: Keep },
  ): Steps<Scope & Kept<Keep, OutputsOf<Branches>>, OutputsOf<Branches>> {
    const { branches, ...rest } = options;
    return this.#and({
      kind: "parallel",
      name,
      branches: branches.map((build) => build(new Steps()).list),
      ...rest,
    });
  }

  /** Runs the same steps for every item; the result is the list of their outputs. `item` is for the first step only. */
  map<Item, Built extends AnySteps, Keep extends string = never>(
    name: string,
    options: {
      readonly items: (scope: References<Scope>) => Value<readonly Item[]>;
      readonly each: (steps: Steps<Scope, never>, item: Reference<Item>) => Built;
      readonly maxConcurrency?: number;
      readonly keep?: Keep;
    },
  ): Steps<Scope & Kept<Keep, readonly OutputOf<Built>[]>, readonly OutputOf<Built>[]> {
    const { items, each, ...rest } = options;
    const { list } = each(new Steps(), reference("$states.input"));
    return this.#and({ kind: "map", name, items: items(references()), steps: list, ...rest });
  }

  /** Gives a value without calling anything. */
  pass<Result, Keep extends string = never>(
    name: string,
    options: { readonly output: (scope: References<Scope>) => Value<Result>; readonly keep?: Keep },
  ): Steps<Scope & Kept<Keep, Result>, Result> {
    const { output, ...rest } = options;
    return this.#and({ kind: "pass", name, output: output(references()), ...rest });
  }

  /** Waits. */
  wait(
    name: string,
    options: { readonly seconds: number | ((scope: References<Scope>) => Expression<number>) },
  ): this {
    const { seconds } = options;
    return this.#and({
      kind: "wait",
      name,
      seconds: typeof seconds === "number" ? seconds : seconds(references()),
    });
  }

  /** Ends the execution with success. */
  succeed(
    name: string,
    options: { readonly output?: (scope: References<Scope>) => unknown } = {},
  ): Steps<Scope, never> {
    return this.#and({
      kind: "succeed",
      name,
      ...(options.output && { output: options.output(references()) }),
    });
  }

  /** Ends the execution with an error. */
  fail(
    name: string,
    error: (scope: References<Scope>) => { readonly error: Value<string>; readonly cause: Value<string> },
  ): Steps<Scope, never> {
    return this.#and({ kind: "fail", name, ...error(references()) });
  }

  /** Goes to the handler of the attempt around it, as if a task had failed with this error. */
  raise(
    name: string,
    error: (scope: References<Scope>) => { readonly error: Value<string>; readonly cause: Value<string> },
  ): Steps<Scope, never> {
    return this.#and({ kind: "raise", name, ...error(references()) });
  }

  /** Runs `body`; when one of its steps fails with one of `errors`, `handler` takes over, and both go on from here. */
  attempt<Body extends AnySteps, Handler extends AnySteps>(options: {
    readonly body: (steps: Steps<Scope, never>) => Body;
    /** Default: every error. */
    readonly errors?: readonly string[];
    readonly handler: (steps: Steps<Scope & { readonly failure: Failure }, never>) => Handler;
  }): Steps<Scope & Common<ScopeOf<Body>, ScopeOf<Handler>>, OutputOf<Body>> {
    const { body, errors = ["States.ALL"], handler } = options;
    return this.#and({
      kind: "attempt",
      body: body(new Steps()).list,
      errors,
      handler: handler(new Steps()).list,
    });
  }

  // The step decides what the list's new scope and output are; only the methods above say so.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  #and(step: Step): any {
    return new Steps([...this.list, Object.freeze(step)]);
  }
}
