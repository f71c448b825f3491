import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { handler } from "../../../functions/digest/handler.ts";
import { useStorage } from "../use-storage.ts";

describe("digest", () => {
  const storage = useStorage();

  const cat = {
    messageId: "b",
    body: '{"name":"cat.jpg","version":"1","status":"processed","labels":["Cat","Sofa"]}',
  };
  const dog = {
    messageId: "a",
    body: '{"name":"dog.jpg","version":"1","status":"processed","labels":["Dog","Dog","Sofa"]}',
  };
  const broken = { messageId: "c", body: '{"name":"x.jpg","version":"1","status":"rejected","labels":[]}' };

  const keyOf = (...photos: readonly string[]) =>
    `digests/${createHash("sha256").update(photos.join("\n")).digest("hex")}.json`;
  const [CAT, DOG, X] = ["cat.jpg/1/processed", "dog.jpg/1/processed", "x.jpg/1/rejected"] as const;

  it("counts photos, their statuses and on how many of them each label is", async () => {
    assert.deepEqual(await handler({ Records: [cat, dog, broken] }), { batchItemFailures: [] });
    assert.deepEqual(await storage.json(keyOf(CAT, DOG, X)), {
      photos: 3,
      statuses: { processed: 2, rejected: 1 },
      labels: { Cat: 1, Dog: 1, Sofa: 2 },
    });
  });

  it("writes the same document for the same messages in another order", async () => {
    await handler({ Records: [cat, dog] });
    const first = await storage.result(keyOf(CAT, DOG));
    await handler({ Records: [dog, cat] });
    assert.deepEqual(await storage.result(keyOf(CAT, DOG)), first);
  });

  it("counts a photo once that was announced twice, and each version of it", async () => {
    const again = { ...cat, messageId: "a" };
    const other = { messageId: "c", body: cat.body.replace('"version":"1"', '"version":"2"') };
    await handler({ Records: [cat, again, other] });
    assert.deepEqual(await storage.json(keyOf(CAT, "cat.jpg/2/processed")), {
      photos: 2,
      statuses: { processed: 2 },
      labels: { Cat: 2, Sofa: 2 },
    });
  });

  it("gives back messages that are no photos and counts the others", async () => {
    const noJson = { messageId: "d", body: "{" };
    const noPhoto = { messageId: "e", body: '{"name":"x"}' };
    assert.deepEqual(await handler({ Records: [noJson, cat, noPhoto] }), {
      batchItemFailures: [{ itemIdentifier: "d" }, { itemIdentifier: "e" }],
    });
    assert.deepEqual(await storage.json(keyOf(CAT)), {
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
