import { choiceState } from "./choice-state.ts";
import { failState } from "./fail-state.ts";
import type { HistoryEventType } from "./history-event.ts";
import { mapState } from "./map-state.ts";
import { parallelState } from "./parallel-state.ts";
import { passState } from "./pass-state.ts";
import type { StateBehaviour } from "./state-run.ts";
import { succeedState } from "./succeed-state.ts";
import { taskState } from "./task-state.ts";
import { waitState } from "./wait-state.ts";

/** What all states of a type have in common. */
export interface StateKind {
  readonly behaviour: StateBehaviour;
  /** How the history says that such a state is entered and left. */
  readonly entered: HistoryEventType;
  readonly exited: HistoryEventType;
}

/** By `Type`. */
export const STATE_KINDS: ReadonlyMap<unknown, StateKind> = new Map(
  Object.entries({
    Task: taskState,
    Choice: choiceState,
    Parallel: parallelState,
    Map: mapState,
    Wait: waitState,
    Pass: passState,
    Succeed: succeedState,
    Fail: failState,
  }).map(([type, behaviour]) => [type, kindOf(type, behaviour)]),
);

function kindOf(type: string, behaviour: StateBehaviour): StateKind {
  return {
    behaviour,
    entered: `${type}StateEntered` as HistoryEventType,
    exited: `${type}StateExited` as HistoryEventType,
  };
}
