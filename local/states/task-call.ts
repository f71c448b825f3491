/** A Task state that asks for its work to be done. */
export interface TaskCall {
  /** The `Resource` as it stands in the definition. */
  readonly resource: string;
  /** What `Parameters` (JSONPath) or `Arguments` (JSONata) gave, else the state's input. */
  readonly input: unknown;
  readonly stateName: string;
  /** The context object, as "Accessing execution data from the Context object" describes it. */
  readonly context: unknown;
  /** Aborted when the task has timed out, a sibling branch has failed or the execution is stopped. */
  readonly signal: AbortSignal;
  /** Whether bytes in the answer may stay bytes, where a text would spoil them: the objects of a reader. Default: false. */
  readonly takesBytes?: boolean;
  /** Says that the work goes on, where the state has `HeartbeatSeconds`. */
  readonly heartbeat: () => void;
}

/**
 * Does the work of Task states: the JSON value it resolves to is the task's result. It throws a StatesError to fail the
 * task by name; anything else that it throws ends the run itself.
 */
export type TaskRunner = (call: TaskCall) => Promise<unknown>;
