import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MessageQueues } from "../bus/message-queues.ts";
import type { ObjectCreated } from "../object-store/object-created.ts";
import { withLocalQueueUrls } from "../services/local-queue-urls.ts";
import { realClock } from "../states/clock.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import { type ResolvedStack, resolveStack } from "../synthesized/resolve-stack.ts";
import { readStack, type SynthesizedStack } from "../synthesized/synthesized-stack.ts";
import { bucketName } from "./bucket-name.ts";
import { functionArn, nameInApp } from "./function-arn.ts";
import { functionSpecs } from "./function-specs.ts";
import type { LocalApp, LocalAppOptions, Upload } from "./local-app.ts";
import { objectCreatedEvent } from "./object-created-event.ts";
import { replaceZip } from "./replace-zip.ts";
import { type Services, startServices } from "./services.ts";
import { unsupportedResources } from "./unsupported-resources.ts";
import { uploadObject } from "./upload-object.ts";
import { wire } from "./wiring.ts";

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
      skipsWaits: options.skipsWaits === true,
      endsStranded: options.endsStranded === true,
      ...(options.onWait && { onWait: options.onWait }),
      onCall,
      putObject: (bucket, key, body) =>
        uploadObject({ endpoint: store.endpoint, region: place.region }, bucket, key, Buffer.from(body)),
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
    atWork: wiring.atWork,
    whenIdle: wiring.whenIdle,
    beforeStranding: wiring.beforeStranding,
    expectEvents: wiring.events.expect,
    fire: (rule) => wiring.events.fire(rule),
    firings: wiring.events.firings,
    runSchedules: wiring.runSchedules,
    replay: wiring.events.replay,
    undelivered: wiring.undelivered,
    stranded: wiring.stranded,
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
