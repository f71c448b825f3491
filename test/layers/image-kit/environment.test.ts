import assert from "node:assert/strict";
import { readEnvironment } from "../../../layers/image-kit/environment.ts";

describe("readEnvironment", () => {
  it("gives the results bucket", () => {
    assert.deepEqual(readEnvironment({ RESULTS_BUCKET: "photos.results-1" }), {
      resultsBucket: "photos.results-1",
    });
  });

  it("says what is missing", () => {
    assert.throws(() => readEnvironment({}), {
      name: "InvalidEnvironment",
      message:
        "RESULTS_BUCKET: Expected the name of a bucket, but found none. Set it in the function's environment.",
    });
  });

  it("says what is wrong", () => {
    assert.throws(() => readEnvironment({ RESULTS_BUCKET: "s3://results" }), {
      name: "InvalidEnvironment",
      message:
        'RESULTS_BUCKET: Expected the name of a bucket, but found "s3://results". Set it in the function\'s environment.',
    });
  });
});
