import assert from "node:assert/strict";
import { outputOf, runOne, START_MS } from "./run-definition.ts";

/** How long a Wait state waits, in seconds. */
async function waitSeconds(fields: object, input: unknown = {}): Promise<number> {
  const { events } = await runOne({ Type: "Wait", End: true, ...fields }, input);
  return ((events.at(-1)?.atMs ?? 0) - START_MS) / 1000;
}

describe("a Wait state", () => {
  it("waits a number of seconds, days on the simulated clock at once", async () => {
    assert.equal(await waitSeconds({ Seconds: 86_400 }), 86_400);
    assert.equal(await waitSeconds({ Seconds: 99_999_999 }), 99_999_999);
  });

  it("reads the seconds from its input", async () => {
    assert.equal(await waitSeconds({ SecondsPath: "$.s" }, { s: 5 }), 5);
    const jsonata = { QueryLanguage: "JSONata", Seconds: "{% $states.input.s * 2 %}" };
    assert.equal(await waitSeconds(jsonata, { s: 5 }), 10);
  });

  it("waits until a time, and not at all for one that has passed", async () => {
    assert.equal(await waitSeconds({ Timestamp: "2026-01-01T01:00:00Z" }), 3600);
    assert.equal(await waitSeconds({ TimestampPath: "$.t" }, { t: "2026-01-01T01:00:30+01:00" }), 30);
    assert.equal(await waitSeconds({ Timestamp: "2020-01-01T00:00:00Z" }), 0);
    assert.equal(await waitSeconds({ TimestampPath: "$.t" }, { t: "2026-01-01t00:01z" }), 60);
    const jsonata = {
      QueryLanguage: "JSONata",
      Timestamp: "{% '2026-01-01T00:00:' & $states.input.s & 'Z' %}",
    };
    assert.equal(await waitSeconds(jsonata, { s: "07" }), 7);
  });

  it("hands on its input", async () => {
    assert.deepEqual(
      await outputOf(
        { Type: "Wait", Seconds: 1, InputPath: "$.a", OutputPath: "$.b", End: true },
        { a: { b: 1 } },
      ),
      1,
    );
  });

  it("refuses a time that is none", async () => {
    for (const t of ["noon", "2026-02-30T00:00:00Z"]) {
      await assert.rejects(outputOf({ Type: "Wait", TimestampPath: "$.t", End: true }, { t }), {
        error: "States.Runtime",
        cause:
          "An error occurred while executing the state 'One' (entered at the event id #2). The TimestampPath parameter " +
          `does not reference a valid ISO-8601 extended offset date-time format string: $.t == ${t}`,
      });
    }
  });

  it("refuses seconds out of range", async () => {
    const place = "An error occurred while executing the state 'One' (entered at the event id #2). ";
    await assert.rejects(outputOf({ Type: "Wait", SecondsPath: "$.s", End: true }, { s: 100_000_000 }), {
      cause: `${place}Seconds cannot be more than 99999999.`,
    });
  });

  for (const [s, problem] of [
    [-1, "references a negative value: $.s == -1"],
    [1.5, "cannot be parsed as a long value: $.s == 1.5"],
    ["soon", "cannot be parsed as a long value: $.s == soon"],
    [null, "cannot be parsed as a long value: $.s == null"],
  ]) {
    it(`refuses ${JSON.stringify(s)} at the path of its seconds`, async () => {
      await assert.rejects(outputOf({ Type: "Wait", SecondsPath: "$.s", End: true }, { s }), {
        error: "States.Runtime",
        cause:
          "An error occurred while executing the state 'One' (entered at the event id #2). The SecondsPath parameter " +
          String(problem),
      });
    });
  }

  for (const field of ["SecondsPath", "TimestampPath"]) {
    it(`refuses a ${field} that leads nowhere`, async () => {
      await assert.rejects(outputOf({ Type: "Wait", [field]: "$.s", End: true }), {
        error: "States.Runtime",
        cause:
          `An error occurred while executing the state 'One' (entered at the event id #2). The ${field} parameter ` +
          "does not reference an input value: $.s",
      });
    });
  }

  it("fails the query where an expression gives seconds out of range", async () => {
    const state = { Type: "Wait", QueryLanguage: "JSONata", Seconds: "{% -1 %}", End: true };
    await assert.rejects(outputOf(state), { error: "States.QueryEvaluationError" });
  });
});
