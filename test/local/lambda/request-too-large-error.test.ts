import assert from "node:assert/strict";
import { refuseTooLarge } from "../../../local/lambda/request-too-large-error.ts";

describe("an event that is too large", () => {
  it("for a call that waits is refused from one byte over 6 MB on", () => {
    refuseTooLarge("x".repeat(6_291_456), "RequestResponse");
    assert.throws(() => refuseTooLarge("x".repeat(6_291_457), "RequestResponse"), {
      name: "RequestEntityTooLargeException",
      message: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    });
  });

  it("for a call that does not wait is refused from one byte over 1 MB on", () => {
    refuseTooLarge("x".repeat(1_048_576), "Event");
    assert.throws(() => refuseTooLarge("x".repeat(1_048_577), "Event"), {
      name: "RequestEntityTooLargeException",
      message: "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    });
  });

  it("is measured in bytes", () => {
    assert.throws(() => refuseTooLarge("é".repeat(524_289), "Event"), {
      message: "1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    });
  });
});
