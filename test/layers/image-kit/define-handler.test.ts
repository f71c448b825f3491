import assert from "node:assert/strict";
import { DamagedPhoto, defineHandler, logger, z } from "@terraloom/image-kit";

describe("defineHandler", () => {
  const schema = z.object({ name: z.string(), sizes: z.array(z.int()).default([1]) });
  const handler = defineHandler(schema, async (event) => event);

  before(() => {
    logger.setLogLevel("SILENT");
  });

  it("hands on an event of the right shape, with defaults and without what nobody asked for", async () => {
    const event = { name: "a", more: true } as unknown as z.output<typeof schema>;
    assert.deepEqual(await handler(event), { name: "a", sizes: [1] });
  });

  it("names the first place that is wrong", async () => {
    await assert.rejects(handler({ name: "a", sizes: [1, 1.5] }), {
      name: "InvalidEvent",
      message: "The event is not valid at sizes.1: Invalid input: expected int, received number.",
    });
  });

  it("says so when the event as a whole is wrong", async () => {
    await assert.rejects(handler(undefined as unknown as z.output<typeof schema>), {
      name: "InvalidEvent",
      message: "The event is not valid at the top: Invalid input: expected object, received undefined.",
    });
  });

  it("passes on the very error that was thrown", async () => {
    const error = new DamagedPhoto("It ends too early.");
    const failing = defineHandler(schema, () => Promise.reject(error));
    await assert.rejects(failing({ name: "a", sizes: [] }), (thrown) => thrown === error);
  });
});
