import type { JsonObject } from "./json-value.ts";
import type { StateRun } from "./state-run.ts";

/** What a state has made, for its output and its variables. */
export interface Produced {
  readonly result: unknown;
}

/** A setting of a state, such as `Seconds`, and the path or expression that it came from, if it was one. */
export interface Setting {
  readonly value: unknown;
  /** The name of the field that gave it: `Seconds` or `SecondsPath`. */
  readonly field: string;
  readonly text?: string;
}

/** How the two query languages move data through a state. */
export interface Dialect {
  readonly queryLanguage: "JSONPath" | "JSONata";
  /** What the state sees of its input: all of it, or what `InputPath` leaves. */
  effectiveInput(run: StateRun): unknown;
  /** What goes into the work: `Arguments` or `Parameters`, else the effective input. The value itself, or a promise of it. */
  workInput(run: StateRun): unknown;
  /** A setting given as a constant, as `<name>Path` or as an expression; undefined where it is not given. */
  setting(run: StateRun, name: string): Promise<Setting | undefined>;
  /** The value of any template of the state, such as `ItemSelector`. */
  fill(run: StateRun, template: unknown, field: string): Promise<unknown>;
  /**
   * Sets the variables and gives the output, or a promise of it. `fields` holds `Output`, `Assign`, `ResultPath` and the like: the state
   * itself, or the rule of a Choice state that matched, which `place` (`Choices[0]/`) names then.
   */
  finish(run: StateRun, produced?: Produced, fields?: JsonObject, place?: string): unknown;
  /** The same for a catcher and the error that it caught. */
  caught(run: StateRun, catcher: JsonObject, errorOutput: JsonObject, place: string): Promise<unknown>;
}
