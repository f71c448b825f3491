import type { Diagram } from "../page/document.ts";

/** What changes between two definitions of one state machine. */
export interface MachineComparison {
  /** Whether both do the same, however they are written (order of keys, spaces, defaults spelled out, comments). */
  readonly same: boolean;
  /** In words, one line each, most important first: `Retry of Crop: 3 → 5 attempts`, `Validate goes to FraudCheck (was Prepare)`. */
  readonly changes: readonly MachineChange[];
  readonly counts: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly rerouted: number;
  };
  /** Both definitions in one picture, without what is far from any change if it is large. */
  readonly diagram: Diagram;
}

export interface MachineChange {
  readonly kind: "added" | "removed" | "changed" | "rerouted";
  /** Names from the outermost to the innermost state, `Map photos / Crop`; empty for the machine itself. */
  readonly state: string;
  readonly text: string;
}
