import assert from "node:assert/strict";
import { isUnavailable } from "../../../layers/image-kit/is-unavailable.ts";

describe("isUnavailable", () => {
  for (const [title, error, expected] of [
    ["is true of status 500", { $metadata: { httpStatusCode: 500 } }, true],
    ["is true of status 503", { $metadata: { httpStatusCode: 503 } }, true],
    ["is true of status 429", { $metadata: { httpStatusCode: 429 } }, true],
    ["is true of a conflict of conditional writes", { $metadata: { httpStatusCode: 409 } }, true],
    [
      "is true of throttling by name",
      { name: "ThrottlingException", $metadata: { httpStatusCode: 400 } },
      true,
    ],
    ["is true of a refused connection", { code: "ECONNREFUSED" }, true],
    ["is true of a time-out", { name: "TimeoutError" }, true],
    ["is true of an answer that breaks off", { message: "aborted" }, true],
    ["is false of a missing object", { name: "NoSuchKey", $metadata: { httpStatusCode: 404 } }, false],
    ["is false of missing permission", { name: "AccessDenied", $metadata: { httpStatusCode: 403 } }, false],
    ["is false of a mistake in the code", { name: "TypeError" }, false],
  ] as const) {
    it(title, () => {
      assert.equal(isUnavailable(Object.assign(new Error("why"), error)), expected);
    });
  }
});
