import type { BuildResult } from "./build-result.ts";
import type { InitResult } from "./measure-init.ts";

/** All that one run of the benchmark measured. */
export interface BenchResults {
  /** Of apps whose handlers share sets of commands, by all contenders; smallest app first. */
  readonly shared: readonly BuildResult[];
  /** Of apps where every handler has a set of its own. */
  readonly own: readonly BuildResult[];
  /** Of apps too large for most contenders, by Terraloom alone. */
  readonly large: readonly BuildResult[];
  readonly init: InitResult | undefined;
}
