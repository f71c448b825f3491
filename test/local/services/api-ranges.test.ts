import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { allowedRanges } from "../../../local/services/api-ranges.ts";
import { packageFile } from "../../../packaging/package-file.ts";

const FILE = packageFile("local/services/api-ranges/ranges.json");

describe("ranges of what a service answers", () => {
  it("are those of its API model, by structure and member", () => {
    const ranges = allowedRanges("@aws-sdk/client-lambda");
    assert.deepEqual(ranges("FunctionConfiguration", "Timeout"), { min: 1, max: 5400 });
    assert.deepEqual(ranges("FunctionConfiguration", "Handler"), { max: 128 });
    assert.deepEqual(allowedRanges("@aws-sdk/client-sfn")("MapRunItemCounts", "pending"), { min: 0 });
  });

  it("are not known of other members, structures and services", () => {
    const ranges = allowedRanges("@aws-sdk/client-lambda");
    assert.deepEqual(ranges("FunctionConfiguration", "Size"), {});
    assert.deepEqual(ranges("FunctionConfiguration", "CodeSize"), {});
    assert.deepEqual(ranges("constructor", "Timeout"), {});
    assert.deepEqual(allowedRanges("@aws-sdk/client-of-nothing")("FunctionConfiguration", "Timeout"), {});
  });

  it("each have a bound that is a number, the least before the most", () => {
    const clients = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Record<string, string>>;
    const all = Object.values(clients).flatMap((structures) =>
      Object.values(structures).join(" ").split(" "),
    );
    const wrong = all.filter((one) => {
      const [, min = "", max = ""] = /^\w+:(-?[\d.]+)?:(-?[\d.]+)?$/.exec(one) ?? [];
      return min + max === "" || (min !== "" && max !== "" && Number(min) > Number(max));
    });
    assert.deepEqual(wrong.filter(Boolean), []);
  });

  it("take up less than 60 KB of the package", () => {
    assert.ok(statSync(FILE).size < 60_000);
  });
});
