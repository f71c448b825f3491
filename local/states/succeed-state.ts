import type { StateBehaviour } from "./state-run.ts";

/** Follows "Succeed workflow state". */
export const succeedState: StateBehaviour = (run) => {
  const output = run.dialect.finish(run);
  if (output instanceof Promise) return output.then((settled) => ({ output: settled, next: undefined }));
  return { output, next: undefined };
};
