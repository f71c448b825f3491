import { createLambdaRuntime, type LambdaRuntime } from "../lambda/lambda-runtime.ts";
import {
  type ObjectCreated,
  type ObjectStore,
  type StoredObject,
  startObjectStore,
} from "../object-store/object-store.ts";
import { startRekognition } from "../rekognition/rekognition.ts";
import { sdkSuffix } from "../services/endpoint-variables.ts";
import type { Endpoints } from "../services/service-calls.ts";
import { type ServiceServer, startServiceServer } from "../services/service-server.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { declaredBuckets } from "./declared-buckets.ts";

export interface ServicesOptions {
  readonly place: LocalPlace;
  /** For the objects of the buckets. */
  readonly workFolder: string;
  /** Of the S3 endpoint. Default: a free one. */
  readonly port?: number;
  /** Of the user, instead of the local services. Default: none. */
  readonly endpoints?: Endpoints;
  /** Gets what functions write, and what Lambda adds to their logs. */
  readonly onLog?: (entry: { readonly functionName: string; readonly text: string }) => void;
  readonly onObjectCreated: (object: ObjectCreated) => void;
  readonly onObjectRead?: (object: StoredObject) => void;
}

/** What functions run in and talk to. */
export interface Services {
  readonly store: ObjectStore;
  readonly runtime: LambdaRuntime;
  /** Serves the SDKs of functions. */
  readonly server: ServiceServer;
  close(): Promise<void>;
}

/** The SDK's suffixes of the services that one server serves. */
const SERVED = ["DYNAMODB", "DYNAMODB_STREAMS", "EVENTBRIDGE", "LAMBDA", "SFN", "SNS", "SQS"];

/** @throws UserError when the port is taken. */
export async function startServices(stack: ResolvedStack, options: ServicesOptions): Promise<Services> {
  const { place, workFolder: directory, port, onLog, onObjectCreated, onObjectRead } = options;
  const buckets = declaredBuckets(stack);
  const store = await startObjectStore({
    directory,
    buckets,
    onObjectCreated,
    ...(onObjectRead && { onObjectRead }),
    ...(port !== undefined && { port }),
  });
  const rekognition = await startRekognition({ readObject: store.read });
  const server = await startServiceServer();
  const endpoints = {
    ...Object.fromEntries(SERVED.map((service) => [service, server.endpoint])),
    S3: store.endpoint,
    REKOGNITION: rekognition.endpoint,
    ...endpointsOf(options.endpoints ?? {}),
  };
  const runtime = createLambdaRuntime({ ...place, endpoints, ...(onLog && { onLog, onSystemLog: onLog }) });
  return {
    store,
    runtime,
    server,
    async close() {
      await runtime.close();
      await Promise.all([store.close(), rekognition.close(), server.close()]);
    },
  };
}

function endpointsOf(endpoints: Endpoints): Endpoints {
  return Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [sdkSuffix(service), url]));
}
