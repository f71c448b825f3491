import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { createDeflatePool, deflateHere } from "../../packaging/deflate-pool.ts";
import { deflateAhead, deflated } from "../../packaging/deflated.ts";

const large = (): Buffer => Buffer.from(randomBytes(40_000).toString("hex"));

describe("deflated", () => {
  it("gives the same stream whether another thread made it ahead or not", async () => {
    const bytes = large();
    const same = Buffer.from(bytes);
    await deflateAhead(bytes);
    assert.deepEqual(Buffer.from(deflated(bytes)), Buffer.from(deflated(same)));
    assert.deepEqual(inflateRawSync(deflated(bytes)), bytes);
  });

  it("makes the stream of the very same bytes once", async () => {
    const bytes = large();
    await Promise.all([deflateAhead(bytes), deflateAhead(bytes)]);
    const stream = deflated(bytes);
    await deflateAhead(bytes);
    assert.equal(deflated(bytes), stream);
  });
});

describe("createDeflatePool", () => {
  it("keeps apart what it is asked at the same time, on fewer threads than there are questions", async () => {
    const pool = createDeflatePool(2);
    const questions = Array.from({ length: 7 }, large);
    const streams = await Promise.all(questions.map((bytes) => pool.deflate(bytes)));
    assert.deepEqual(
      streams.map((stream) => inflateRawSync(stream)),
      questions,
    );
  });

  it("does the work itself where there can be no thread", async () => {
    const bytes = large();
    const pool = createDeflatePool(1, new URL("file:///no/such/worker.mjs"));
    assert.deepEqual(await pool.deflate(bytes), deflateHere(bytes));
    assert.deepEqual(await pool.deflate(bytes), deflateHere(bytes));
  });
});
