import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { photoVersion } from "../../../layers/image-kit/photo-version.ts";

describe("photoVersion", () => {
  const photo = { bucket: "b", key: "uploads/cat.jpg", etag: "0123", sizeBytes: 1, versionId: "v1" };

  it("is sixteen digits of bucket, key and ETag", () => {
    const hash = createHash("sha256").update('["b","uploads/cat.jpg","0123"]').digest("hex");
    assert.equal(photoVersion(photo), hash.slice(0, 16));
  });

  it("is the same for the same bytes uploaded again", () => {
    assert.equal(photoVersion({ ...photo, versionId: "v2" } as typeof photo), photoVersion(photo));
  });

  it("differs with bucket, key and ETag", () => {
    const others = [
      photo,
      { ...photo, bucket: "c" },
      { ...photo, key: "uploads/Cat.jpg" },
      { ...photo, etag: "4567" },
    ];
    assert.equal(new Set(others.map(photoVersion)).size, 4);
  });
});
