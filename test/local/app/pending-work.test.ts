import assert from "node:assert/strict";
import { createPendingWork } from "../../../local/app/pending-work.ts";

interface Deferred {
  readonly promise: Promise<string>;
  resolve(value: string): void;
  reject(error: Error): void;
}

function deferred(): Deferred {
  let settle: Pick<Deferred, "resolve" | "reject"> | undefined;
  const promise = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}

/** Whether a promise is settled once all others have done what they can. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe("pending work", () => {
  it("is done where there is none", async () => {
    assert.equal(await isSettled(createPendingWork().done()), true);
  });

  it("is done when all of it is", async () => {
    const [first, second] = [deferred(), deferred()];
    const work = createPendingWork();
    void work.track(first.promise);
    void work.track(second.promise);
    const done = work.done();
    first.resolve("a");
    assert.equal(await isSettled(done), false);
    second.resolve("b");
    assert.equal(await isSettled(done), true);
  });

  it("is done when what was begun meanwhile is done too", async () => {
    const [first, second] = [deferred(), deferred()];
    const work = createPendingWork();
    void work.track(first.promise.then(() => void work.track(second.promise)));
    const done = work.done();
    first.resolve("a");
    assert.equal(await isSettled(done), false);
    second.resolve("b");
    assert.equal(await isSettled(done), true);
  });

  it("gives the result to who tracks it", async () => {
    assert.equal(await createPendingWork().track(Promise.resolve("a")), "a");
  });

  it("tells of a failure when all is done, once", async () => {
    const failing = deferred();
    const work = createPendingWork();
    const tracked = work.track(failing.promise);
    failing.reject(new Error("no paper"));
    await assert.rejects(work.done(), { message: "no paper" });
    await assert.rejects(tracked, { message: "no paper" });
    await work.done();
  });
});
