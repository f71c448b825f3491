import type { AwaitingState, TaskTokens } from "../states/task-tokens.ts";

/** The tokens of one execution. */
export interface AwaitedTokens extends TaskTokens {
  /** The states that wait for one, in the order in which they began to; a state that runs several times stands there as often. */
  awaiting(): readonly AwaitingState[];
}

/** @param onWait is called when another state begins to wait */
export function awaitedTokens(tokens: TaskTokens, onWait: () => void): AwaitedTokens {
  const awaiting = new Map<string, AwaitingState>();
  return {
    ...tokens,
    issue(state) {
      const pending = tokens.issue(state);
      awaiting.set(pending.token, state);
      onWait();
      return {
        ...pending,
        close() {
          awaiting.delete(pending.token);
          pending.close();
        },
      };
    },
    awaiting: () => [...awaiting.values()],
  };
}
