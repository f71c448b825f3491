import type { JsonObject } from "../../states/json-value.ts";
import { DynamoDbError } from "./dynamodb-error.ts";

/** "TransactWriteItems": how long a client's token is remembered. */
const REMEMBERED_MS = 10 * 60 * 1000;

/** Does the work of a request once, however often it comes with the same `ClientRequestToken`. */
export type OnceByToken = (input: JsonObject, work: () => JsonObject) => JsonObject;

export function createOnceByToken(nowMs: () => number): OnceByToken {
  const done = new Map<
    string,
    { readonly request: string; readonly untilMs: number; readonly answer: JsonObject }
  >();
  return (input, work) => {
    const { ClientRequestToken: token, ...rest } = input;
    if (typeof token !== "string") return work();
    const request = JSON.stringify(rest);
    const earlier = done.get(token);
    if (earlier === undefined || earlier.untilMs <= nowMs()) {
      const answer = work();
      done.set(token, { request, untilMs: nowMs() + REMEMBERED_MS, answer });
      return answer;
    }
    if (earlier.request === request) return earlier.answer;
    throw new DynamoDbError(
      "IdempotentParameterMismatchException",
      "The request uses the same client token as a previous, but non-identical request.",
    );
  };
}
