import type { Progress } from "../../reporting/progress-bar.ts";
import type { UndeliveredEvent } from "../bus/deliverer.ts";
import type { Delivery } from "../bus/delivery.ts";
import type { EventRouter, Firing, PutEvent, ReplayOptions } from "../bus/event-router.ts";
import type { DeliveredExecution } from "../bus/event-targets.ts";
import type { Faults } from "../bus/faults.ts";
import type { Invocation } from "../lambda/lambda-runtime.ts";
import type { CallRecorder } from "../last-events/call-recorder.ts";
import type { ObjectCreated } from "../object-store/object-created.ts";
import type { StoredObject } from "../object-store/stored-object.ts";
import type { CannedAnswers } from "../services/canned-answers.ts";
import type { Endpoints } from "../services/service-calls.ts";
import type { Clock } from "../states/clock.ts";
import type { StrandedExecution } from "./stranded-executions.ts";

export interface LocalAppOptions {
  /** What the synth wrote: `cdktf.out`. */
  readonly outFolder: string;
  /** Default: the app's first stack. */
  readonly stackName?: string;
  /** For what exists during the run only; the caller removes it. */
  readonly workFolder: string;
  /** Where layers and packages for this machine are kept between runs. */
  readonly cacheFolder: string;
  /** Of the S3 endpoint. Default: a free one. */
  readonly port?: number;
  readonly progress: Progress;
  /** Gets what functions write and what Lambda adds to their logs, and the events for log groups under the groups' names. */
  readonly onLog?: (entry: { readonly functionName: string; readonly text: string }) => void;
  /** Stops all executions. */
  readonly signal: AbortSignal;
  /** New objects set off nothing, for who wants to call one function alone. Default: false. */
  readonly isIsolated?: boolean;
  /** Notes the calls of functions, by their names in the app. Default: none. */
  readonly recorder?: CallRecorder;
  /** What is to go wrong. Default: nothing. */
  readonly faults?: Faults;
  /** Default: the machine's own time. */
  readonly clock?: Clock;
  /**
   * Whether waits, intervals between retries, timeouts of states and delays of messages take no time: whenever nothing is at work, it is
   * the next moment that somebody waits for. Default: they take their time.
   */
  readonly skipsWaits?: boolean;
  /**
   * Whether an execution is ended that waits for a task token, or for an activity, once nothing is left that could send or take it: for a
   * run that has to end by itself. Default: it waits.
   */
  readonly endsStranded?: boolean;
  /** Told, in milliseconds, for how long nothing is left to do but to wait. Default: nobody. */
  readonly onWait?: (ms: number) => void;
  /** Where services are that functions and tasks are to call, by name: `rekognition`. Default: the local ones. */
  readonly endpoints?: Endpoints;
  /** What tasks are answered without a call. Default: nothing. */
  readonly canned?: CannedAnswers;
  /** Where the SDK's clients for tasks are installed. Default: the working directory. */
  readonly projectFolder?: string;
}

/** What an upload set off. */
export interface Upload {
  readonly deliveries: readonly Delivery[];
  /** One for each delivery to a state machine; two where events are duplicated. */
  readonly executions: readonly DeliveredExecution[];
}

/** A synthesized stack at work on this machine. */
export interface LocalApp {
  readonly stackName: string;
  /** The S3 endpoint: `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Addresses of resources that the run leaves out, functions with their runtimes: `aws_lambda_function.report (java21)`. */
  readonly unsupported: readonly string[];
  /** What an object set off once it was stored; nothing where no rule takes it. */
  uploadOf(bucket: string, key: string, versionId: string | undefined): Upload;
  /** All objects that were put, in their order. */
  readonly created: readonly ObjectCreated[];
  /** The name of a bucket by its name in the app (`results`), or its own. */
  bucketName(name: string): string;
  /** Calls a function by its name in the app (`compress`), in AWS (`images-dev-compress`) or its ARN. */
  invoke(name: string, event: unknown, signal?: AbortSignal): Promise<Invocation>;
  /**
   * Puts another zip in the place of one that functions or layers were unpacked from, `assets/compress.zip`: the next call
   * runs it. Not for layers of npm packages.
   */
  replaceZip(file: string, zip: Uint8Array): Promise<void>;
  /** Replaces all objects by copies of others, which sets off nothing. */
  replaceObjects(objects: readonly StoredObject[]): Promise<void>;
  read(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Runs work of the caller's own that sets off something; no time is skipped by itself meanwhile. */
  atWork<T>(work: () => Promise<T>): Promise<T>;
  /**
   * From now on, whenever nothing is at work and before any time is skipped, `begin` is asked to begin something; it says whether it
   * has.
   */
  whenIdle(begin: () => boolean): void;
  /** The same for executions that are to be ended since nothing else is left: something may begin that sends their tokens. */
  beforeStranding(begin: () => boolean): void;
  /** @throws UserError for a rule without a schedule and an archive that is not there, before anything happens */
  readonly expectEvents: EventRouter["expect"];
  /**
   * Sets off a rule with a schedule, by its name in the app (`nightly`) or in AWS: no schedule does so by itself.
   *
   * @throws UserError where there is no such rule
   */
  fire(rule: string): PutEvent;
  /** When schedules would set off rules, after one moment and up to another, in milliseconds since 1970. */
  firings(fromMs: number, toMs: number): readonly Firing[];
  /** Sets off what {@link firings} gives, each at its time, which is not waited for, and lets it be done. */
  runSchedules(fromMs: number, toMs: number): Promise<void>;
  /** Puts the events of an archive once more, by its name in the app or in AWS. @throws UserError where it is not there */
  replay(archive: string, options?: ReplayOptions): readonly PutEvent[];
  /** What no retry could deliver so far. */
  readonly undelivered: readonly UndeliveredEvent[];
  /** The executions that were ended since nobody could send their tokens any more. */
  readonly stranded: readonly StrandedExecution[];
  /**
   * Resolves once every event is delivered and every batch is handed over. Batching windows, visibility timeouts and
   * retries of events are not waited for: the clock skips to them. Items of tables that have expired by then are deleted.
   */
  settle(): Promise<void>;
  /** The bodies of the messages that lie in queues, by the queues' names in the app (`refused`); no empty ones. */
  waiting(): Readonly<Record<string, readonly string[]>>;
  close(): Promise<void>;
}
