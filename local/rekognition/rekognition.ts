import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../reporting/user-error.ts";
import { closeServer } from "../http/close-server.ts";
import { isLoopbackHost } from "../http/loopback-host.ts";
import { readBody } from "../http/read-body.ts";
import { detectLabels, type ReadObject } from "./detect-labels.ts";
import { createDetector, type Detector } from "./detector.ts";
import { RekognitionError } from "./rekognition-error.ts";

export interface RekognitionOptions {
  /** Gives the bytes of an object, or undefined when there is no such object or version. */
  readonly readObject: ReadObject;
  /** Default: a free one. */
  readonly port?: number;
}

export interface Rekognition {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_REKOGNITION`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

const CONTENT_TYPE = "application/x-amz-json-1.1";
const TARGET = "RekognitionService.DetectLabels";

/** Above an image of 5 MB in base64 and what stands around it. */
const MAX_BODY_BYTES = 8 * 1024 ** 2;

/**
 * Starts an endpoint for Rekognition's "DetectLabels" with a model of this package's own. The model is loaded by the
 * first request; while it looks at a picture, for about a tenth of a second, nothing else runs in this process.
 *
 * @throws UserError when the port is taken
 */
export async function startRekognition(options: RekognitionOptions): Promise<Rekognition> {
  let detector: Promise<Detector> | undefined;
  const loadDetector = () => {
    detector ??= createDetector();
    return detector;
  };
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    if (!isLoopbackHost(request.headers.host)) throw new RekognitionError("AccessDeniedException");
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === undefined) throw new RekognitionError("ImageTooLargeException");
    const isKnown = request.method === "POST" && request.headers["x-amz-target"] === TARGET;
    if (!isKnown) throw new RekognitionError("UnknownOperationException");
    return detectLabels(parseBody(body), options.readObject, loadDetector);
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (result) => reply(response, 200, result),
      (error) => replyError(response, error),
    );
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RekognitionError("InvalidParameterException");
  }
}

function replyError(response: ServerResponse, error: unknown): void {
  if (error instanceof RekognitionError) {
    reply(response, 400, { __type: error.name, message: error.message });
  } else {
    const message = error instanceof Error ? error.message : String(error);
    reply(response, 500, { __type: "InternalServerError", message });
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": CONTENT_TYPE }).end(JSON.stringify(body));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portTaken(port) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

function portTaken(port: number): UserError {
  return new UserError({
    expected: `port ${port} to be free on 127.0.0.1`,
    found: "another process listening there",
    advice: "Choose another, or leave it out to take a free one.",
  });
}
