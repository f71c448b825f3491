import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { decodeImage } from "../../../local/rekognition/decode-image.ts";
import { createDetector, type Detector } from "../../../local/rekognition/detector.ts";

describe("the detector", () => {
  let detector: Detector;

  before(async () => {
    detector = await createDetector();
  });

  const detectIn = async (name: string) => {
    const { rgb, width, height } = await decodeImage(
      await readFile(new URL(`../../../examples/photos/${name}`, import.meta.url)),
    );
    return detector.detect(rgb, width, height);
  };

  it("finds what the sample photos show, the surest first", async () => {
    const names = async (photo: string) => (await detectIn(photo)).map(({ name }) => name);
    assert.deepEqual(await names("cat.jpg"), ["Cat"]);
    assert.deepEqual(await names("coffee.jpg"), ["Cup", "Dining Table"]);
    assert.deepEqual(await names("coffee-rotated.jpg"), ["Cup", "Dining Table"]);
    assert.deepEqual(await names("astronaut.jpg"), ["Person"]);
    assert.deepEqual(await names("flower.jpg"), []);
    assert.deepEqual(await names("temple.jpg"), []);
  });

  it("gives the same answer each time", async () => {
    assert.deepEqual(await detectIn("coffee.jpg"), await detectIn("coffee.jpg"));
  });

  it("draws its boxes inside of the picture", async () => {
    for (const { box } of [...(await detectIn("coffee.jpg")), ...(await detectIn("astronaut.jpg"))]) {
      assert.ok(box.left >= 0 && box.top >= 0 && box.width > 0 && box.height > 0, JSON.stringify(box));
      assert.ok(box.left + box.width <= 1.0001 && box.top + box.height <= 1.0001, JSON.stringify(box));
    }
  });

  it("draws the cup's box around the cup", async () => {
    const [cup] = await detectIn("coffee.jpg");
    const { left = 0, top = 0, width = 0, height = 0 } = cup?.box ?? {};
    const isInside = (x: number, y: number) => x > left && x < left + width && y > top && y < top + height;
    assert.deepEqual([isInside(0.5, 0.5), isInside(0.05, 0.05), isInside(0.95, 0.95)], [true, false, false]);
  });

  it("leaves the process's handling of uncaught errors alone", () => {
    const listeners = [...process.listeners("uncaughtException"), ...process.listeners("unhandledRejection")];
    assert.deepEqual(
      listeners.map(String).filter((source) => /ExitStatus|throw reason/.test(source)),
      [],
    );
  });
});
