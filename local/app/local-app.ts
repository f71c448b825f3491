import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "../../reporting/progress-bar.ts";
import type { UndeliveredEvent } from "../bus/deliverer.ts";
import type { Delivery } from "../bus/delivery.ts";
import type { EventRouter, Firing, PutEvent, ReplayOptions } from "../bus/event-router.ts";
import type { DeliveredExecution } from "../bus/event-targets.ts";
import type { Faults } from "../bus/faults.ts";
import type { MessageQueues } from "../bus/message-queues.ts";
import type { Invocation } from "../lambda/lambda-runtime.ts";
import type { CallRecorder } from "../last-events/call-recorder.ts";
import type { ObjectCreated } from "../object-store/object-created.ts";
import type { StoredObject } from "../object-store/stored-object.ts";
import type { CannedAnswers } from "../services/canned-answers.ts";
import { withLocalQueueUrls } from "../services/local-queue-urls.ts";
import type { Endpoints } from "../services/service-calls.ts";
import { type Clock, realClock } from "../states/clock.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import { type ResolvedStack, resolveStack } from "../synthesized/resolve-stack.ts";
import { readStack, type SynthesizedStack } from "../synthesized/synthesized-stack.ts";
import { bucketName } from "./bucket-name.ts";
import { functionArn, nameInApp } from "./function-arn.ts";
import { functionSpecs } from "./function-specs.ts";
import { objectCreatedEvent } from "./object-created-event.ts";
import { replaceZip } from "./replace-zip.ts";
import { type Services, startServices } from "./services.ts";
import { unsupportedResources } from "./unsupported-resources.ts";
import { wire } from "./wiring.ts";

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
  /** Gets what functions write, and the events for log groups under the groups' names. */
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
  /**
   * Resolves once every event is delivered and every batch is handed over. Batching windows, visibility timeouts and
   * retries of events are not waited for: the clock skips to them.
   */
  settle(): Promise<void>;
  /** The bodies of the messages that lie in queues, by the queues' names in the app (`refused`); no empty ones. */
  waiting(): Readonly<Record<string, readonly string[]>>;
  close(): Promise<void>;
}

/** The account that the run pretends to be in. */
const ACCOUNT_ID = "000000000000";

/** @throws UserError where nothing was synthesized, a reference cannot be resolved, or the port is taken. */
export async function startLocalApp(options: LocalAppOptions): Promise<LocalApp> {
  const synthesized = readStack(options.outFolder, options.stackName);
  const place = placeOf(synthesized);
  const stack = resolveStack(synthesized, place);
  // Whatever stands above the work folder: a function's index.js is CommonJS.
  writeFileSync(join(options.workFolder, "package.json"), '{"type":"commonjs"}');
  const specs = await functionSpecs(stack, { ...options, stackFolder: synthesized.folder });

  const { recorder } = options;
  const onCall = (arn: string, event: unknown) =>
    // Where nothing else happens, what is there was put there for this call.
    recorder?.begin(nameInApp(stack, arn), event, options.isIsolated ? store.present() : []) ?? (() => {});
  const uploads = new Map<string, Upload>();
  const created: ObjectCreated[] = [];
  const onObjectCreated = (object: ObjectCreated) => {
    const { bucket, key, versionId } = object;
    created.push(object);
    recorder?.noteCreated(object);
    const deliveries =
      !options.isIsolated && sendsEvents(stack, bucket)
        ? wiring.events.put("default", objectCreatedEvent(object)).deliveries
        : [];
    const executions = deliveries.flatMap(wiring.executionsOf);
    uploads.set(uploadId(bucket, key, versionId), { deliveries, executions });
  };
  const onObjectRead = recorder?.noteRead;
  const services = await startServices(stack, {
    ...options,
    place,
    onObjectCreated,
    ...(onObjectRead && { onObjectRead }),
  });
  const { store, runtime } = services;
  const sqsEndpoint = options.endpoints?.sqs ?? services.server.endpoint;
  for (const [arn, spec] of specs) specs.set(arn, withLocalQueueUrls(spec, sqsEndpoint, place));
  // What only waits for its time must not keep the process alive.
  const closing = new AbortController();
  const wiring = await orClose(services, () =>
    wire({
      stack,
      place,
      specs,
      runtime,
      clock: options.clock ?? realClock,
      signal: AbortSignal.any([options.signal, closing.signal]),
      onCall,
      onLogGroup: (functionName, text) => options.onLog?.({ functionName, text }),
      ...(options.faults && { faults: options.faults }),
      calls: {
        endpoints: options.endpoints ?? {},
        canned: options.canned ?? {},
        storeEndpoint: store.endpoint,
        sqsEndpoint,
        projectFolder: options.projectFolder ?? ".",
      },
    }),
  );
  services.server.serve(wiring.services);

  return {
    stackName: synthesized.name,
    endpoint: store.endpoint,
    region: place.region,
    outputs: stack.outputs,
    unsupported: [...unsupportedResources(synthesized), ...wiring.unreachable],
    created,
    bucketName: (name) => bucketName(stack, name),
    uploadOf: (bucket, key, versionId) =>
      uploads.get(uploadId(bucket, key, versionId)) ?? { deliveries: [], executions: [] },
    invoke: async (name, event, signal) =>
      wiring.functions.call(functionArn(stack, name), event, anyOf(options.signal, signal)),
    replaceZip: (file, zip) =>
      replaceZip({ stack, specs, runtime, workFolder: options.workFolder }, file, zip),
    replaceObjects: store.replace,
    read: (bucket, key) => store.read(bucket, key),
    expectEvents: wiring.events.expect,
    fire: (rule) => wiring.events.fire(rule),
    firings: wiring.events.firings,
    runSchedules: wiring.runSchedules,
    replay: wiring.events.replay,
    undelivered: wiring.undelivered,
    settle: wiring.settle,
    waiting: () => waitingMessages(stack, wiring.queues),
    close: () => {
      closing.abort(new Error("The app is closed."));
      return services.close();
    },
  };
}

function anyOf(signal: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other === undefined ? signal : AbortSignal.any([signal, other]);
}

/** Servers that nobody could close any more would keep the process alive. */
async function orClose<Result>(services: Services, work: () => Result): Promise<Result> {
  try {
    return work();
  } catch (error) {
    await services.close();
    throw error;
  }
}

function waitingMessages(
  stack: ResolvedStack,
  queues: MessageQueues,
): Readonly<Record<string, readonly string[]>> {
  const byName = stack.ofType("aws_sqs_queue").map(({ address, arn }) => {
    const bodies = queues.waiting(arn).map(({ body }) => body);
    return [address.replace("aws_sqs_queue.", ""), bodies] as const;
  });
  return Object.fromEntries(byName.filter(([, bodies]) => bodies.length > 0));
}

function sendsEvents(stack: ResolvedStack, bucket: string): boolean {
  return stack
    .ofType("aws_s3_bucket_notification")
    .some(({ attributes }) => attributes.bucket === bucket && attributes.eventbridge === true);
}

function placeOf(stack: SynthesizedStack): LocalPlace {
  const region = stack.providers.aws?.find(({ alias }) => alias === undefined)?.region;
  return { region: typeof region === "string" ? region : "us-east-1", accountId: ACCOUNT_ID };
}

function uploadId(bucket: string, key: string, versionId: string | undefined): string {
  return JSON.stringify([bucket, key, versionId ?? null]);
}
