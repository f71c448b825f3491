import { type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

/** What a plain HTTP request got. */
export interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

/** Sends what the SDK would never send, on a connection of its own. */
export function askStore(
  url: string,
  method: string,
  headers: OutgoingHttpHeaders = {},
  body = "",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const message = request(url, { method, headers, agent: false }, async (response) => {
      resolve({ status: response.statusCode, body: await text(response) });
    });
    message.on("error", reject).end(body);
  });
}
