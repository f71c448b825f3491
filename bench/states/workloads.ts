/** A state machine that both engines run, and how many states one execution goes through. */
export interface Workload {
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  readonly transitions: number;
  /** Executions in one measurement, enough for some tenths of a second. */
  readonly executions: number;
}

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:echo";
const CHAIN_LENGTH = 20;
const ITEM_COUNT = 10_000;

const task = () => ({ Type: "Task", Resource: FUNCTION });
const plainPass = () => ({ Type: "Pass" });
const shapingPass = (index: number) => ({
  Type: "Pass",
  Parameters: { "id.$": "$.id", index },
  ResultPath: "$.step",
});

export const WORKLOADS: readonly Workload[] = [
  chain("chain of 20: Pass with Parameters and ResultPath", shapingPass),
  chain("chain of 20: tasks and such Pass states in turn", (index) =>
    index % 2 ? shapingPass(index) : task(),
  ),
  chain("chain of 20: tasks alone", task),
  chain("chain of 20: Pass without a field", plainPass),
  {
    name: "map of 10,000 items",
    definition: {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemsPath: "$.items",
          // Inline, AWS would end the execution at 25,000 events; the peer has this one mode.
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "One",
            States: { One: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
    },
    input: { items: Array.from({ length: ITEM_COUNT }, (_, index) => index) },
    transitions: ITEM_COUNT + 1,
    executions: 3,
  },
];

function chain(name: string, stateAt: (index: number) => object): Workload {
  const states = Array.from({ length: CHAIN_LENGTH }, (_, index) => {
    const next = index === CHAIN_LENGTH - 1 ? { End: true } : { Next: `State${index + 1}` };
    return [`State${index}`, { ...stateAt(index), ...next }];
  });
  return {
    name,
    definition: { StartAt: "State0", States: Object.fromEntries(states) },
    input: { id: 7 },
    transitions: CHAIN_LENGTH,
    executions: 1000,
  };
}
