import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsError } from "../bus/aws-error.ts";
import { closeServer } from "../http/close-server.ts";
import { listen } from "../http/listen.ts";
import { isLoopbackHost } from "../http/loopback-host.ts";
import { readBody } from "../http/read-body.ts";
import { answerJson, refusedJson } from "./json-protocol.ts";
import { invokeFunction } from "./lambda-protocol.ts";
import { answerQuery, isQuery } from "./query-protocol.ts";
import type { Service } from "./service.ts";

/** A request, read as a whole. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query: `/2015-03-31/functions/greet/invocations`. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Aborted when the caller has gone, or the server is closed. */
  readonly signal: AbortSignal;
}

export interface ServiceReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ServiceServer {
  /** `http://127.0.0.1:<port>`, for all services. */
  readonly endpoint: string;
  /** From now on these are served; before, nothing is. */
  serve(services: readonly Service[]): void;
  close(): Promise<void>;
}

/** The largest request of all: "BatchWriteItem" takes 16 MB. */
const MAX_BODY_BYTES = 16 * 1024 ** 2;

/** Starts one endpoint for the SDKs of functions: services are told from each other by the protocol and the target. */
export async function startServiceServer(): Promise<ServiceServer> {
  let services: ReadonlyMap<string, Service> = new Map();
  const closing = new AbortController();
  const server = createServer((request, response) => {
    void answer(request, response, services, closing.signal);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    serve: (served) => {
      services = new Map(served.map((service) => [service.name, service]));
    },
    async close() {
      closing.abort(new Error("The app is closed."));
      await closeServer(server);
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  services: ReadonlyMap<string, Service>,
  closing: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Error("The caller has gone.")));
  const { method = "", url = "", headers } = request;
  const reply = await readBody(request, MAX_BODY_BYTES)
    .then((body) => {
      if (body === undefined) throw tooLarge();
      const signal = AbortSignal.any([gone.signal, closing]);
      return route({ method, url, headers, body, signal }, services);
    })
    .catch(refusedJson);
  if (response.destroyed) return;
  response.writeHead(reply.status, { ...reply.headers, "x-amzn-requestid": randomUUID() }).end(reply.body);
}

function route(request: ServiceRequest, services: ReadonlyMap<string, Service>): Promise<ServiceReply> {
  // A web page could send requests from an origin of its own.
  const { host, origin } = request.headers;
  if (!isLoopbackHost(host) || origin !== undefined) {
    throw new AwsError("AccessDeniedException", "The local run answers to 127.0.0.1 and localhost only.");
  }
  if (isQuery(request)) return answerQuery(request, services);
  if (request.url.startsWith("/2015-03-31/functions/"))
    return invokeFunction(request, services.get("lambda"));
  return answerJson(request, services);
}

function tooLarge(): AwsError {
  return new AwsError(
    "RequestEntityTooLargeException",
    `A request has at most ${MAX_BODY_BYTES} bytes here.`,
  );
}
