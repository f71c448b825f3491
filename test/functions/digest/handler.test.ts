import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { handler } from "../../../functions/digest/handler.ts";
import { useStorage } from "../use-storage.ts";

describe("digest", () => {
  const storage = useStorage();

  const cat = { messageId: "b", body: '{"name":"cat.jpg","status":"processed","labels":["Cat","Sofa"]}' };
  const dog = {
    messageId: "a",
    body: '{"name":"dog.jpg","status":"processed","labels":["Dog","Dog","Sofa"]}',
  };
  const broken = { messageId: "c", body: '{"name":"x.jpg","status":"rejected","labels":[]}' };

  const keyOf = (ids: string) => `digests/${createHash("sha256").update(ids).digest("hex")}.json`;

  it("counts photos, their statuses and on how many of them each label is", async () => {
    assert.deepEqual(await handler({ Records: [cat, dog, broken] }), { batchItemFailures: [] });
    assert.deepEqual(await storage.json(keyOf("a\nb\nc")), {
      photos: 3,
      statuses: { processed: 2, rejected: 1 },
      labels: { Cat: 1, Dog: 1, Sofa: 2 },
    });
  });

  it("writes the same document for the same messages in another order", async () => {
    await handler({ Records: [cat, dog] });
    const first = await storage.result(keyOf("a\nb"));
    await handler({ Records: [dog, cat] });
    assert.deepEqual(await storage.result(keyOf("a\nb")), first);
  });

  it("gives back messages that are no photos and counts the others", async () => {
    const noJson = { messageId: "d", body: "{" };
    const noPhoto = { messageId: "e", body: '{"name":"x"}' };
    assert.deepEqual(await handler({ Records: [noJson, cat, noPhoto] }), {
      batchItemFailures: [{ itemIdentifier: "d" }, { itemIdentifier: "e" }],
    });
    assert.deepEqual(await storage.json(keyOf("b")), {
      photos: 1,
      statuses: { processed: 1 },
      labels: { Cat: 1, Sofa: 1 },
    });
  });

  it("writes nothing when no message is a photo", async () => {
    const before = await storage.results();
    await handler({ Records: [{ messageId: "f", body: "" }] });
    assert.deepEqual(await storage.results(), before);
  });
});
