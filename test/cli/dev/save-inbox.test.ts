import assert from "node:assert/strict";
import { createSaveInbox } from "../../../cli/dev/save-inbox.ts";

describe("the inbox of saves", () => {
  const never = new AbortController().signal;

  it("gives all that was saved since as one, at the time of the last", async () => {
    const inbox = createSaveInbox();
    inbox.put({ paths: ["b.ts"], savedAt: 1 });
    inbox.put({ paths: ["a.ts", "b.ts"], savedAt: 2 });
    assert.deepEqual(await inbox.take(never), { paths: ["a.ts", "b.ts"], savedAt: 2 });
  });

  it("waits for the first save", async () => {
    const inbox = createSaveInbox();
    const taken = inbox.take(never);
    inbox.put({ paths: ["a.ts"], savedAt: 1 });
    assert.deepEqual(await taken, { paths: ["a.ts"], savedAt: 1 });
  });

  it("tells whoever is at work of a newer save", async () => {
    const inbox = createSaveInbox();
    inbox.put({ paths: ["a.ts"], savedAt: 1 });
    await inbox.take(never);
    const signal = inbox.untilNext();
    assert.equal(signal.aborted, false);
    inbox.put({ paths: ["a.ts"], savedAt: 2 });
    assert.equal(signal.aborted, true);
  });

  it("stops waiting when it is told to", async () => {
    const stop = new AbortController();
    const taken = createSaveInbox().take(stop.signal);
    stop.abort(new Error("Stopped"));
    await assert.rejects(taken, { message: "Stopped" });
  });
});
