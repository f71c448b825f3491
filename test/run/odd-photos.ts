import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const CAT = "examples/photos/cat.jpg";

/** Files that a user may hand in and that have to be refused, by name. */
export async function writeBadPhotos(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);
  const cat = readFileSync(CAT);
  write("empty.jpg", "");
  write("text.jpg", "This is no photo.\n");
  write("half.jpg", cat.subarray(0, cat.length / 2));
  write("bomb.png", await pngBomb());
  write("entity.svg", SVG_WITH_ENTITY);
  write("phone.heic", heicHeader());
  write("zero.gif", gifWithoutWidth());
}

/** Files that look odd and have to work. */
export async function writeOddPhotos(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  const small = sharp(CAT).resize(120, 80, { fit: "cover" });
  write("cmyk.jpg", await small.clone().toColourspace("cmyk").jpeg().toBuffer());
  write("deep.png", await small.clone().toColourspace("rgb16").png().toBuffer());
  write("grey alpha.png", await small.clone().grayscale().ensureAlpha(0.5).png().toBuffer());
  write("moving.gif", await movingGif());
  write("pixel.png", await sharp({ create: PIXEL }).png().toBuffer());
  const jpeg = await small.clone().jpeg().toBuffer();
  for (const name of ["100%.jpg", "a+b.jpg", `it's "quoted".jpg`, "Grüße 猫 🐈.jpg"]) write(name, jpeg);
}

const PIXEL = { width: 1, height: 1, channels: 3, background: "#c0ffee" } as const;

/** 16,000 × 16,000 pixels of one colour: a few hundred kilobytes that become 256 megapixels. */
function pngBomb(): Promise<Buffer> {
  const side = 16_000;
  const create = { width: side, height: side, channels: 3, background: "#000000" } as const;
  return sharp({ create, limitInputPixels: false })
    .toColourspace("b-w")
    .png({ compressionLevel: 9 })
    .toBuffer();
}

function movingGif(): Promise<Buffer> {
  const frames = Buffer.alloc(40 * 60 * 3);
  for (let frame = 0; frame < 3; frame += 1)
    frames.fill(80 * frame, frame * 40 * 20 * 3, (frame + 1) * 40 * 20 * 3);
  const raw = { width: 40, height: 60, channels: 3, pageHeight: 20 } as const;
  return sharp(frames, { raw })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

/** The logical screen of a GIF that is 0 pixels wide and 5 high, without a frame. */
function gifWithoutWidth(): Buffer {
  return Buffer.from([...Buffer.from("GIF89a"), 0, 0, 5, 0, 0, 0, 0, 0x3b]);
}

/** The first box of a HEIC file: `ftyp` with the brand `heic`. */
function heicHeader(): Buffer {
  const brands = Buffer.from("ftypheic\0\0\0\0mif1heic", "latin1");
  const size = Buffer.alloc(4);
  size.writeUInt32BE(brands.length + 4);
  return Buffer.concat([size, brands, Buffer.alloc(256)]);
}

const SVG_WITH_ENTITY = `<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><text y="20">&secret;</text></svg>
`;
