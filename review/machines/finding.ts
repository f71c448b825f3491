/** A difference of one state, or of the machine itself, in words. */
export interface Finding {
  readonly kind: "changed" | "rerouted";
  /** From `IMPORTANCE`: the lowest comes first. */
  readonly importance: number;
  readonly text: string;
}

/** What a reviewer should read first. */
export const IMPORTANCE = {
  wholeMachine: 0,
  protectionLost: 1,
  stateLost: 2,
  call: 3,
  route: 4,
  stateAdded: 5,
  protection: 6,
  limit: 7,
  data: 8,
  name: 9,
} as const;

export const changed = (importance: number, text: string): Finding => ({ kind: "changed", importance, text });

export const rerouted = (text: string): Finding => ({ kind: "rerouted", importance: IMPORTANCE.route, text });
