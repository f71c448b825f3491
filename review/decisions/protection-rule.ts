import type { Gate } from "./decision.ts";
import type { Setting } from "./setting.ts";

/** A setting that protects something, and how to see that it protects less. */
export interface ProtectionRule {
  readonly type: RegExp;
  /** Where it is; see `settingAt`. */
  readonly path: string;
  readonly weaker: (setting: Setting) => boolean;
  /** What is done to it, as it reads after the resource's name. */
  readonly text: string;
  readonly gate: Gate;
  /** Rules of one topic tell of the same loss: of a resource, the first that holds is told. */
  readonly topic?: string;
}

export const rule = (
  gate: Gate,
  type: RegExp,
  path: string,
  weaker: ProtectionRule["weaker"],
  text: string,
  topic?: string,
): ProtectionRule => ({
  gate,
  type,
  path,
  weaker,
  text,
  ...(topic === undefined ? {} : { topic }),
});
