import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { type CommandResult, temporaryFolder, terraloom } from "./command-line.ts";
import { writeBadPhotos, writeOddPhotos } from "./odd-photos.ts";

const PICTURES = [
  "compressed.avif",
  "compressed.jpg",
  "compressed.webp",
  "cropped-square.jpg",
  "cropped-thumbnail.jpg",
  "cropped-wide.jpg",
  "filtered-blur.jpg",
  "filtered-grayscale.jpg",
  "filtered-sepia.jpg",
  "filtered-sharpen.jpg",
  "filtered-vintage.jpg",
  "labels.json",
];

/** What the table says of a photo: the text of its End state cell, and of its Labels cell. */
function rowOf({ stdout }: CommandResult, photo: string): { readonly end: string; readonly labels: string } {
  const blocks = stdout
    .split(/^[├┌└].*\n?/m)
    .map((block) => block.split("\n").map((line) => line.split("│")));
  const block = blocks.find((lines) => lines[0]?.[1]?.trim() === photo) ?? [];
  const column = (index: number) =>
    block
      .map((cells) => cells[index]?.trim() ?? "")
      .join(" ")
      .trim();
  return { end: column(6), labels: column(5) };
}

describe("terraloom run", () => {
  const folder = temporaryFolder();
  const out = join(folder.path, "out");
  let result: CommandResult;

  before(async function () {
    this.timeout(240_000);
    await writeBadPhotos(join(folder.path, "bad"));
    await writeOddPhotos(join(folder.path, "odd"));
    writeFileSync(join(folder.path, "bad", "paper.pdf"), "%PDF-1.7\n");
    mkdirSync(join(folder.path, "odd", "sub"));
    copyFileSync("examples/photos/cat.jpg", join(folder.path, "odd", "sub", "pixel.png"));
    mkdirSync(join(out, "half.jpg"), { recursive: true });
    writeFileSync(join(out, "half.jpg", "compressed.webp"), "of an earlier run");
    result = await terraloom(folder.path, [
      "run",
      join(folder.path, "bad"),
      join(folder.path, "odd"),
      "examples/photos/coffee.jpg",
      "examples/photos/coffee-rotated.jpg",
      "examples/photos/coffee.jpg",
      "--out",
      out,
    ]);
  });
  after(() => folder.end());

  const rejections: Readonly<Record<string, { readonly error: string; readonly message: string }>> = {
    "empty.jpg": { error: "EmptyPhoto", message: "The file is empty." },
    "text.jpg": {
      error: "UnsupportedFormat",
      message: "The file is not a picture of a type that is taken.",
    },
    "paper.pdf": {
      error: "UnsupportedFormat",
      message: "The file is not a picture of a type that is taken.",
    },
    "half.jpg": {
      error: "DamagedPhoto",
      message: "The picture cannot be decoded: VipsJpeg: premature end of JPEG image.",
    },
    "bomb.png": {
      error: "TooManyPixels",
      message: "The picture has 16000 × 16000 pixels; at most 50000000 are taken.",
    },
    "entity.svg": { error: "UnsupportedFormat", message: "Pictures of type svg are not taken." },
    "phone.heic": { error: "UnsupportedFormat", message: "Pictures of type heic are not taken." },
    "zero.gif": { error: "DamagedPhoto", message: "The picture cannot be decoded: it has 0 × 5 pixels." },
  };

  for (const [name, reason] of Object.entries(rejections)) {
    it(`rejects ${name}, says why in the table and beside the outputs, and leaves nothing else there`, () => {
      assert.equal(rowOf(result, name).end, `rejected ${reason.error}: ${reason.message}`);
      assert.deepEqual(readdirSync(join(out, name)), ["rejected.json"]);
      const rejection = JSON.parse(readFileSync(join(out, name, "rejected.json"), "utf8"));
      assert.deepEqual(rejection.reason, reason);
    });
  }

  for (const name of [
    "100%.jpg",
    "a+b.jpg",
    `it's "quoted".jpg`,
    "Grüße 猫 🐈.jpg",
    "cmyk.jpg",
    "deep.png",
    "grey alpha.png",
    "pixel.png",
    "coffee-rotated.jpg",
  ]) {
    it(`processes ${name}`, () => {
      assert.equal(rowOf(result, name).end, "processed");
      assert.deepEqual(readdirSync(join(out, name)).sort(), PICTURES);
    });
  }

  it("takes the first frame of an animation, and says so", () => {
    assert.equal(rowOf(result, "moving.gif").end, "processed Animated: first of 3 frames used.");
    assert.deepEqual(readdirSync(join(out, "moving.gif")).sort(), PICTURES);
  });

  it("gives the second of two files with one name a number", async () => {
    assert.equal(rowOf(result, "pixel-2.png").end, "processed");
    const { width } = await sharp(join(out, "pixel-2.png", "compressed.jpg")).metadata();
    assert.equal(width, (await sharp("examples/photos/cat.jpg").metadata()).width);
  });

  it("does a photo that is given twice once", () => {
    const rows = result.stdout.split("\n").filter((line) => line.startsWith("│ coffee.jpg "));
    assert.equal(rows.length, 2);
    assert.equal(rows.filter((row) => row.includes("done before")).length, 1);
    assert.deepEqual(readdirSync(join(out, "coffee.jpg")).sort(), PICTURES);
  });

  it("turns a photo upright as its EXIF data asks", async () => {
    const pixels = (name: string) =>
      sharp(join(out, name, "compressed.webp"))
        .resize(60, 40)
        .raw()
        .toBuffer();
    const [upright, turned] = [await pixels("coffee.jpg"), await pixels("coffee-rotated.jpg")];
    const difference = upright.reduce((sum, value, index) => sum + Math.abs(value - (turned[index] ?? 0)), 0);
    assert.ok(difference / upright.length < 4, `mean difference ${difference / upright.length}`);
  });

  it("names what a photo shows, with the confidence", () => {
    assert.equal(rowOf(result, "coffee-rotated.jpg").labels, "Cup 96 % Dining Table 73 %");
    assert.deepEqual(JSON.parse(readFileSync(join(out, "coffee-rotated.jpg", "labels.json"), "utf8")), {
      labels: [
        { name: "Cup", confidence: 96.2 },
        { name: "Dining Table", confidence: 72.6 },
      ],
      notes: [],
    });
  });

  it("counts the photos and fails as one of them did", () => {
    assert.match(result.stdout, /^13 of 21 succeeded; results in /m);
    assert.equal(result.exitCode, 1);
    assert.equal(result.stderr, "");
  });

  it("shows that every refused photo was put into the queue for people to look at", () => {
    assert.match(result.stdout, /^Messages waiting: 8 in refused$/m);
  });

  it("leaves only the photos' folders in the output folder, and nothing in the folder for temporary files", () => {
    assert.deepEqual(
      readdirSync(out).filter((name) => name.startsWith(".")),
      [],
    );
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith("terraloom-")),
      [],
    );
  });
});
