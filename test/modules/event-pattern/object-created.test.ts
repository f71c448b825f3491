import assert from "node:assert/strict";
import { matchesPattern } from "../../../local/events/matches-pattern.ts";
import { validatePattern } from "../../../local/events/validate-pattern.ts";
import { type NewObjects, objectCreated } from "../../../modules/event-pattern/object-created.ts";

/** The parts of S3's event that the pattern can ask for. */
function event(key: string, size = 100, bucket = "photos") {
  return {
    source: "aws.s3",
    "detail-type": "Object Created",
    detail: { bucket: { name: bucket }, object: { key, size } },
  };
}

function matches(objects: Omit<NewObjects, "bucket">, key: string, size?: number): boolean {
  return matchesPattern(objectCreated({ bucket: "photos", ...objects }), event(key, size));
}

describe("the pattern of new objects", () => {
  it("asks for the bucket only by default", () => {
    const pattern = objectCreated({ bucket: "photos" });
    assert.deepEqual(pattern, {
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: ["photos"] } },
    });
    assert.equal(matchesPattern(pattern, event("any")), true);
    assert.equal(matchesPattern(pattern, event("any", 1, "other")), false);
    assert.equal(matchesPattern(pattern, { ...event("any"), "detail-type": "Object Deleted" }), false);
  });

  it("asks for the key's beginning alone", () => {
    assert.deepEqual(objectCreated({ bucket: "photos", prefix: "in/" }).detail?.object, {
      key: [{ prefix: "in/" }],
    });
    assert.equal(matches({ prefix: "in/" }, "in/cat.jpg"), true);
    assert.equal(matches({ prefix: "in/" }, "out/in/cat.jpg"), false);
  });

  it("asks for the key's ends alone, in any case", () => {
    assert.deepEqual(objectCreated({ bucket: "photos", suffixes: [".jpg", ".png"] }).detail?.object, {
      key: [{ suffix: { "equals-ignore-case": ".jpg" } }, { suffix: { "equals-ignore-case": ".png" } }],
    });
    for (const key of ["cat.jpg", "cat.JPG", "cat.Png"]) {
      assert.equal(matches({ suffixes: [".jpg", ".png"] }, key), true, key);
    }
    assert.equal(matches({ suffixes: [".jpg", ".png"] }, "cat.jpg.txt"), false);
  });

  it("asks for a beginning and an end at once, in lower and in upper case", () => {
    const objects = { prefix: "in/", suffixes: [".jpg"] };
    assert.deepEqual(objectCreated({ bucket: "photos", ...objects }).detail?.object, {
      key: [{ wildcard: "in/*.jpg" }, { wildcard: "in/*.JPG" }],
    });
    const answers = ["in/cat.jpg", "in/CAT.JPG", "in/a/b.jpg", "in/.jpg", "in/a*b.jpg"].map((key) =>
      matches(objects, key),
    );
    assert.deepEqual(answers, [true, true, true, true, true]);
    assert.deepEqual(
      ["cat.jpg", "in/cat.png", "in/jpg", "in/cat.jPG"].map((key) => matches(objects, key)),
      [false, false, false, false],
    );
  });

  it("makes patterns that EventBridge takes with a beginning and two ends", () => {
    validatePattern(objectCreated({ bucket: "photos", prefix: "uploads/", suffixes: [".jpg", ".webp"] }));
  });

  it("takes * and \\ in a beginning or an end as they are", () => {
    const objects = { prefix: "a*\\", suffixes: ["*.jpg"] };
    assert.deepEqual(objectCreated({ bucket: "photos", ...objects }).detail?.object, {
      key: [{ wildcard: "a\\*\\\\*\\*.jpg" }, { wildcard: "a\\*\\\\*\\*.JPG" }],
    });
    assert.equal(matches(objects, "a*\\b*.jpg"), true);
    assert.equal(matches(objects, "ab\\b*.jpg"), false);
    assert.equal(matches(objects, "a*\\bc.jpg"), false);
  });

  it("asks for a largest size, which still matches", () => {
    assert.deepEqual(objectCreated({ bucket: "photos", maxSizeBytes: 100 }).detail?.object, {
      size: [{ numeric: ["<=", 100] }],
    });
    assert.equal(matches({ maxSizeBytes: 100 }, "a", 100), true);
    assert.equal(matches({ maxSizeBytes: 100 }, "a", 0), true);
    assert.equal(matches({ maxSizeBytes: 100 }, "a", 101), false);
  });
});
