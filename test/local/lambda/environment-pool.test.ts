import assert from "node:assert/strict";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaRuntimeOptions,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

describe("the bound of processes", () => {
  const runtimes: LambdaRuntime[] = [];
  let folder: FunctionFolder;

  before(() => {
    folder = createFunctionFolder();
  });
  afterEach(async () => {
    await Promise.all(runtimes.splice(0).map((runtime) => runtime.close()));
  });
  after(() => folder.remove());

  const runtimeOf = (maxEnvironments: number, onLog?: LambdaRuntimeOptions["onLog"]) => {
    const runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      maxEnvironments,
      ...(onLog === undefined ? {} : { onLog }),
    });
    runtimes.push(runtime);
    return runtime;
  };
  const PID = "exports.handler = async () => process.pid;";
  const HANG = `console.log(process.pid);
    exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const isGone = (pid: unknown) => assert.throws(() => process.kill(Number(pid), 0), { code: "ESRCH" });

  it("makes further invocations wait", async () => {
    const texts: string[] = [];
    const runtime = runtimeOf(1, ({ text }) => texts.push(text));
    const talkative = (name: string) =>
      folder.function(`exports.handler = async () => {
        console.log("${name} starts");
        await new Promise((resolve) => setTimeout(resolve, 30));
        console.log("${name} ends");
      };`);
    await Promise.all([runtime.invoke(talkative("one"), {}), runtime.invoke(talkative("two"), {})]);
    assert.deepEqual(texts, ["one starts", "one ends", "two starts", "two ends"]);
  });

  it("ends the processes of a retired function: idle ones now, one at work once it is done", async () => {
    const runtime = runtimeOf(2);
    const idle = folder.function(PID);
    const { payload: idlePid } = await runtime.invoke(idle, {});
    await runtime.retire(idle);
    isGone(idlePid);
    let started = () => {};
    const isStarted = new Promise<void>((resolve) => {
      started = resolve;
    });
    const talking = runtimeOf(1, () => started());
    const busy = folder.function(`exports.handler = async () => {
      console.log("at work");
      await new Promise((resolve) => setTimeout(resolve, 30));
      return process.pid;
    };`);
    const answer = talking.invoke(busy, {});
    await isStarted;
    await talking.retire(busy);
    isGone((await answer).payload);
    assert.equal(typeof (await talking.invoke(folder.function(PID), {})).payload, "number");
  });

  it("closes the idle process that was used least recently", async () => {
    const runtime = runtimeOf(2);
    const [a, b, c] = [folder.function(PID), folder.function(PID), folder.function(PID)];
    const pidOf = async (spec: typeof a) => (await runtime.invoke(spec, {})).payload;
    const [first, second] = [await pidOf(a), await pidOf(b)];
    assert.equal(await pidOf(a), first);
    await pidOf(c);
    isGone(second);
    assert.equal(await pidOf(a), first);
  });

  it("gives a process to the next invocation of its function while others wait", async () => {
    const runtime = runtimeOf(1);
    const [a, b] = [folder.function(PID), folder.function(PID)];
    const starts = await Promise.all(
      [a, b, a].map(async (spec) => (await runtime.invoke(spec, {})).isColdStart),
    );
    assert.deepEqual(starts, [true, true, false]);
  });

  it("counts a process that ended while it was idle no more", async () => {
    const runtime = runtimeOf(1);
    const crash = folder.function("exports.handler = async () => { setImmediate(() => process.abort()); };");
    await runtime.invoke(crash, {});
    assert.equal((await runtime.invoke(folder.function("exports.handler = async () => 1;"), {})).payload, 1);
  });

  it("is free again after a function has failed to start", async () => {
    const runtime = runtimeOf(1);
    assert.equal((await runtime.invoke(folder.function("process.exit(1);"), {})).functionError, "Unhandled");
    assert.equal((await runtime.invoke(folder.function("exports.handler = async () => 1;"), {})).payload, 1);
  });

  describe("when an invocation is aborted", () => {
    it("ends its process, and the reason is thrown", async () => {
      const abort = new AbortController();
      const pids: string[] = [];
      const runtime = runtimeOf(1, ({ text }) => {
        pids.push(text);
        abort.abort(new Error("the state timed out"));
      });
      await assert.rejects(runtime.invoke(folder.function(HANG), {}, abort.signal), {
        message: "the state timed out",
      });
      isGone(pids[0]);
      assert.equal(
        (await runtime.invoke(folder.function("exports.handler = async () => 1;"), {})).payload,
        1,
      );
    });

    it("takes it out of those that wait", async () => {
      const abort = new AbortController();
      const runtime = runtimeOf(1);
      const spec = folder.function("exports.handler = async (event) => event;");
      const first = runtime.invoke(spec, 1);
      const second = runtime.invoke(spec, 2, abort.signal);
      const third = runtime.invoke(spec, 3);
      abort.abort(new Error("no longer wanted"));
      await assert.rejects(second, { message: "no longer wanted" });
      assert.deepEqual([(await first).payload, (await third).payload], [1, 3]);
    });

    it("does not start it when that was before", async () => {
      const texts: string[] = [];
      const runtime = runtimeOf(1, ({ text }) => texts.push(text));
      const signal = AbortSignal.abort(new Error("too late"));
      await assert.rejects(runtime.invoke(folder.function(HANG), {}, signal), { message: "too late" });
      assert.deepEqual(texts, []);
    });
  });

  describe("when the runtime is closed", () => {
    const closed = { message: "The Lambda runtime is closed." };

    it("has no process left, at work or idle, and who runs or waits is told", async () => {
      const pids: unknown[] = [];
      let close: Promise<void> | undefined;
      const runtime = runtimeOf(2, ({ text }) => {
        pids.push(text);
        close = runtime.close();
      });
      pids.push((await runtime.invoke(folder.function(PID), {})).payload);
      const hanging = folder.function(HANG);
      await Promise.all([
        assert.rejects(runtime.invoke(hanging, {}), closed),
        assert.rejects(runtime.invoke(hanging, {}), closed),
        assert.rejects(runtime.invoke(hanging, {}), closed),
      ]);
      await close;
      assert.ok(pids.length >= 2);
      for (const pid of pids) isGone(pid);
    });

    it("refuses further invocations", async () => {
      const runtime = runtimeOf(1);
      await runtime.close();
      await assert.rejects(runtime.invoke(folder.function(PID), {}), closed);
    });
  });
});
