import type { Faults } from "../bus/faults.ts";
import type { LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import type { ServiceCallsOptions } from "../services/service-calls.ts";
import type { Clock } from "../states/clock.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

export interface WiringOptions {
  readonly stack: ResolvedStack;
  readonly place: LocalPlace;
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly runtime: LambdaRuntime;
  readonly clock: Clock;
  /** Whether time is skipped whenever nothing is at work. Default: in `settle` alone, and there what the bus waits for. */
  readonly skipsWaits?: boolean;
  /** Stops executions, batches and retries. */
  readonly signal: AbortSignal;
  /** Whether executions are ended that wait for a token which nothing is left to send. Default: they wait. */
  readonly endsStranded?: boolean;
  /** Told, in milliseconds, for how long nothing is left to do but to wait. Default: nobody. */
  readonly onWait?: (ms: number) => void;
  /** Called before each call of a function with its ARN; what it gives is called after. */
  readonly onCall?: (functionArn: string, event: unknown) => () => void;
  /** Gets the events that a log group is the target of. Default: nobody. */
  readonly onLogGroup?: (logGroup: string, text: string) => void;
  /** Writes what a bucket is told of failures. Default: it is not written. */
  readonly putObject?: (bucket: string, key: string, body: string) => Promise<unknown>;
  /** Default: nothing goes wrong. */
  readonly faults?: Faults;
  /** What tasks call beside the services of the stack. Default: nothing. */
  readonly calls?: Partial<Omit<ServiceCallsOptions, "services" | "region" | "clock">> & {
    /** The host of the URLs of queues that functions are told. Default: that of AWS. */
    readonly sqsEndpoint?: string;
  };
}
