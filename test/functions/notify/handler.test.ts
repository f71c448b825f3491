import assert from "node:assert/strict";
import { handler, type NotifyEvent } from "../../../functions/notify/handler.ts";
import { useStorage } from "../use-storage.ts";

describe("notify", () => {
  const storage = useStorage();
  const event: NotifyEvent = {
    kind: "refused",
    name: "pets/cat.jpg",
    version: "v1",
    summary: "pets/cat.jpg was refused.",
  };

  it("leaves one notice about a photo, however often it is told", async () => {
    const notice = await handler(event);
    assert.deepEqual(await handler(event), notice);
    assert.deepEqual(await storage.results(), ["notices/pets/cat.jpg/v1.json"]);
    assert.deepEqual(await storage.json(notice.key), event);
  });

  it("refuses a kind that it does not know", async () => {
    await assert.rejects(handler({ ...event, kind: "lost" } as unknown as NotifyEvent), {
      name: "InvalidEvent",
      message: 'The event is not valid at kind: Invalid option: expected one of "processed"|"refused".',
    });
  });
});
