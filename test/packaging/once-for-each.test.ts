import assert from "node:assert/strict";
import { onceForEach } from "../../packaging/once-for-each.ts";

describe("onceForEach", () => {
  it("does the work of a key once, also for those who ask while it goes on", async () => {
    const once = onceForEach<string>();
    let count = 0;
    const work = async (): Promise<string> => {
      count += 1;
      return String(count);
    };
    assert.deepEqual(await Promise.all([once("a", work), once("a", work), once("b", work)]), ["1", "1", "2"]);
    assert.equal(await once("a", work), "1");
  });

  it("does again what failed", async () => {
    const once = onceForEach<string>();
    await assert.rejects(
      once("a", () => Promise.reject(new Error("offline"))),
      { message: "offline" },
    );
    assert.equal(await once("a", async () => "done"), "done");
  });
});
