import { StateMachine as PeerStateMachine } from "aws-local-stepfunctions";
import { realClock } from "../../local/states/clock.ts";
import { createStateMachine, execute } from "../../local/states/run-state-machine.ts";
import type { Workload } from "./workloads.ts";

/** Runs one execution and gives its output. */
type Run = () => Promise<unknown>;

/** What interprets a state machine: prepares it once, and runs it as often as asked. */
export type Engine = (workload: Workload) => Run;

export const terraloom: Engine = ({ definition, input }) => {
  const stateMachine = createStateMachine(definition);
  const account = "arn:aws:states:us-east-1:123456789012";
  const options = {
    input,
    runTask: async (call: { readonly input: unknown }) => call.input,
    clock: realClock,
    execution: { id: `${account}:execution:bench:run`, name: "run" },
    stateMachine: { id: `${account}:stateMachine:bench`, name: "bench" },
  };
  return async () => {
    const { status, output, cause } = await execute(stateMachine, options);
    if (status !== "SUCCEEDED") throw new Error(`${status}: ${cause}`);
    return output;
  };
};

export const peer: Engine = ({ definition, input }) => {
  const stateMachine = new PeerStateMachine(
    definition as unknown as ConstructorParameters<typeof PeerStateMachine>[0],
  );
  const names = Object.keys(definition.States as object);
  const echo = async <T>(event: T) => event;
  const taskResourceLocalHandlers = Object.fromEntries(names.map((name) => [name, echo]));
  return () =>
    stateMachine.run(input as Parameters<typeof stateMachine.run>[0], {
      overrides: { taskResourceLocalHandlers },
    }).result;
};
