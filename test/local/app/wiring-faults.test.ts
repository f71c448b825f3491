import assert from "node:assert/strict";
import { functionArn } from "./callable-functions.ts";
import {
  digestQueue,
  FAILURES,
  MACHINE,
  machine,
  ORDER,
  QUEUE,
  rule,
  wiringOfEachTest,
} from "./wired-stack.ts";

describe("a wired stack with faults", () => {
  const { logOf, wired } = wiringOfEachTest();

  const toMachine = {
    ...machine({ First: { Type: "Pass", End: true } }),
    ...rule("orders", "shop", [MACHINE]),
  };

  it("delivers each event twice", async () => {
    const { events, executionsOf, settle } = wired(
      { ...toMachine, ...rule("tell", "shop", [functionArn("notify")]) },
      { faults: { duplicateEvents: true } },
    );
    const [toPipeline] = events.put("default", ORDER).deliveries;
    await settle();
    const executions = toPipeline ? executionsOf(toPipeline) : [];
    const outputs = await Promise.all(executions.map(async ({ result }) => (await result).output));
    assert.deepEqual(outputs, [{ id: 7 }, { id: 7 }]);
    assert.deepEqual(logOf("notify"), ['{"id":7}', '{"id":7}']);
  });

  it("hands each message over twice, with the same id", async () => {
    const { queues, settle } = wired(digestQueue(), { faults: { duplicateEvents: true } });
    queues.send(QUEUE, "good");
    await settle();
    assert.deepEqual(logOf("digest"), ['["good"]', '["good"]']);
    assert.deepEqual([queues.waiting(QUEUE), queues.waiting(FAILURES)], [[], []]);
  });

  it("leaves a message of a queue that nobody reads alone", async () => {
    const { queues, settle } = wired(
      { "aws_sqs_queue.digest": { name: "digest" } },
      { faults: { duplicateEvents: true } },
    );
    queues.send(QUEUE, "good");
    await settle();
    assert.equal(queues.waiting(QUEUE).length, 1);
  });

  it("delivers events in another order, the same one for the same seed", async () => {
    const order = async (seed?: number) => {
      const { events, queues, settle } = wired(
        { "aws_sqs_queue.digest": { name: "digest" }, ...rule("orders", "shop", [QUEUE]) },
        seed === undefined ? {} : { faults: { shuffleEvents: { seed } } },
      );
      for (const detail of [0, 1, 2, 3, 4, 5, 6]) events.put("default", { ...ORDER, detail });
      await settle();
      return queues.waiting(QUEUE).map(({ body }) => Number(body));
    };
    const inOrder = [0, 1, 2, 3, 4, 5, 6];
    const shuffled = await order(7);
    assert.deepEqual(await order(), inOrder);
    assert.notDeepEqual(shuffled, inOrder);
    assert.deepEqual([...shuffled].sort(), inOrder);
    assert.deepEqual(await order(7), shuffled);
  });

  it("hands messages over in another order", async () => {
    const { queues, settle } = wired(
      digestQueue({ batch_size: 10, maximum_batching_window_in_seconds: 30 }),
      { faults: { shuffleEvents: { seed: 7 } } },
    );
    const bodies = ["a", "b", "c", "d", "e", "f"];
    for (const body of bodies) queues.send(QUEUE, body);
    await settle();
    const [line = ""] = logOf("digest");
    assert.notDeepEqual(JSON.parse(line), bodies);
    assert.deepEqual([...JSON.parse(line)].sort(), bodies);
  });

  it("knows the execution of a delivery that is held back", async () => {
    const { events, executionsOf } = wired(toMachine, { faults: { shuffleEvents: { seed: 7 } } });
    const [delivery] = events.put("default", ORDER).deliveries;
    const [execution] = delivery ? executionsOf(delivery) : [];
    assert.deepEqual((await execution?.result)?.output, { id: 7 });
  });

  it("lets the first calls of a function fail, which Lambda tries again", async () => {
    const stack = {
      "aws_lambda_function.notify": { function_name: "notify" },
      ...rule("orders", "shop", [functionArn("notify")]),
    };
    const { events, settle } = wired(stack, { faults: { failures: { notify: 2 } } });
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(logOf("notify"), ['{"id":7}']);
  });

  it("refuses faults of a function that is not there", () => {
    assert.throws(() => wired({}, { faults: { failures: { notify: 2 } } }), {
      name: "UserError",
      message: 'Expected a function "notify", but found none at all. Check the spelling, or declare it.',
    });
  });
});
