import assert from "node:assert/strict";
import { sdkOutput } from "../../../local/services/sdk-output.ts";

const BYTES = new Uint8Array([0x1f, 0x8b, 0xff]);

/** An answer with a stream, as the SDK gives it. */
function answer() {
  return {
    $metadata: { httpStatusCode: 200 },
    Body: { transformToString: async () => "text", transformToByteArray: async () => BYTES },
    LastModified: new Date("2026-01-01T00:00:00Z"),
  };
}

describe("sdkOutput", () => {
  it("gives streams as text and times in ISO 8601", async () => {
    assert.deepEqual(await sdkOutput(answer()), { Body: "text", LastModified: "2026-01-01T00:00:00Z" });
  });

  it("gives a stream as bytes to whoever takes them", async () => {
    assert.deepEqual(await sdkOutput(answer(), { takesBytes: true }), {
      Body: BYTES,
      LastModified: "2026-01-01T00:00:00Z",
    });
  });
});
