import assert from "node:assert/strict";
import { createWaitingQueue } from "../../../local/lambda/waiting-queue.ts";

describe("the queue of invocations", () => {
  it("is served in order", async () => {
    const queue = createWaitingQueue<string>();
    const waiting = [queue.wait("a"), queue.wait("b")];
    queue.next(undefined)?.grant("first");
    queue.next(undefined)?.grant("second");
    assert.deepEqual(await Promise.all(waiting), ["first", "second"]);
    assert.equal(queue.next(undefined), undefined);
  });

  it("lets an invocation go first that a process is warm for", () => {
    const queue = createWaitingQueue<string>();
    for (const key of ["a", "b", "a"]) queue.wait(key);
    assert.equal(queue.next("b")?.key, "b");
  });

  it("passes the first one over eight times at most", () => {
    const queue = createWaitingQueue<string>();
    for (const key of ["cold", ..."wwwwwwwwww"]) queue.wait(key);
    const served = Array.from({ length: 10 }, () => {
      const next = queue.next("w");
      next?.grant("place");
      return next?.key;
    });
    assert.deepEqual(served, ["w", "w", "w", "w", "w", "w", "w", "w", "cold", "w"]);
  });

  it("is left by an invocation that is aborted, which gets the reason", async () => {
    const queue = createWaitingQueue<string>();
    const abort = new AbortController();
    const waiting = queue.wait("a", abort.signal);
    abort.abort(new Error("sibling failed"));
    await assert.rejects(waiting, { message: "sibling failed" });
    assert.equal(queue.next(undefined), undefined);
  });

  it("is left by all when it is closed, who get the reason", async () => {
    const queue = createWaitingQueue<string>();
    const waiting = Promise.allSettled([queue.wait("a"), queue.wait("b")]);
    const reason = new Error("closed");
    queue.refuseAll(reason);
    assert.deepEqual(await waiting, [
      { status: "rejected", reason },
      { status: "rejected", reason },
    ]);
  });
});
