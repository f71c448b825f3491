/**
 * What a comparison may still cost, in steps of about a microsecond, and whether it had to guess. The one thing here that changes as it is
 * passed on: a hostile policy must neither take minutes nor be called harmless.
 */
export interface Effort {
  left: number;
  /** True once an answer was "may be" where "is" was asked. */
  unsure: boolean;
}

/** Real policies of the largest size that AWS takes need a tenth of it. */
const STEPS = 400_000;

export const newEffort = (): Effort => ({ left: STEPS, unsure: false });

/** Takes steps; false when there are none left, and then nothing that follows is sure. */
export function spend(effort: Effort, steps: number): boolean {
  effort.left -= steps;
  if (effort.left >= 0) return true;
  effort.unsure = true;
  return false;
}
