import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { thenUnlessAborted, untilAborted } from "../../../local/states/until-aborted.ts";

describe("work until a signal is aborted", () => {
  it("gives what it gives", async () => {
    assert.equal(await untilAborted(Promise.resolve(1), new AbortController().signal), 1);
  });

  it("is given up with the signal's reason, and what it throws later is lost", async () => {
    const stop = new AbortController();
    const work = deferred<never>();
    const outcome = untilAborted(work.promise, stop.signal);
    stop.abort(new Error("stopped"));
    work.reject(new Error("late"));
    await assert.rejects(outcome, new Error("stopped"));
    await turn();
  });

  it("is not waited for where the signal was aborted before, and what it throws is lost", async () => {
    const work = Promise.reject(new Error("late"));
    await assert.rejects(untilAborted(work, AbortSignal.abort(new Error("stopped"))), new Error("stopped"));
    await turn();
  });

  it("ends once: a result after the abortion is nobody's", async () => {
    const ends: unknown[] = [];
    const stop = new AbortController();
    const work = deferred<string>();
    const outcome = thenUnlessAborted(
      work.promise,
      stop.signal,
      (result) => ends.push(result),
      (thrown) => ends.push((thrown as Error).message),
    );
    stop.abort(new Error("stopped"));
    work.resolve("done");
    await outcome;
    await turn();
    assert.deepEqual(ends, ["stopped"]);
  });

  it("fails where its result cannot be taken, without another failure being told", async () => {
    const onResult = (): never => {
      throw new Error("taken by nobody");
    };
    const onFailure = () => assert.fail("told of");
    const outcome = thenUnlessAborted(Promise.resolve(1), new AbortController().signal, onResult, onFailure);
    await assert.rejects(outcome, new Error("taken by nobody"));
  });
});

function deferred<T>() {
  let [resolve, reject] = [(_: T): void => {}, (_: Error): void => {}];
  const promise = new Promise<T>((fulfill, refuse) => {
    [resolve, reject] = [fulfill, refuse];
  });
  return { promise, resolve, reject };
}
