import type { PhotoFormat } from "./photo-format.ts";

/** The first bytes in hexadecimal. */
const SIGNATURES: readonly (readonly [RegExp, PhotoFormat])[] = [
  [/^ffd8ff/, "jpeg"],
  // "\x89PNG\r\n\x1a\n": the line ends show a transfer that took it for text.
  [/^89504e470d0a1a0a/, "png"],
  // "GIF87a" and "GIF89a".
  [/^474946383[79]61/, "gif"],
  // "RIFF", a length, "WEBP".
  [/^52494646.{8}57454250/, "webp"],
  // "II" or "MM" for the byte order, then 42, or 43 for BigTIFF.
  [/^(49492[ab]00|4d4d002[ab])/, "tiff"],
  // A bare codestream, or the box "JXL ".
  [/^(ff0a|0000000c4a584c20)/, "jxl"],
  // "BM", a length, four bytes of zero: the letters alone begin many a text.
  [/^424d.{8}00000000/, "bmp"],
];

/**
 * Brands of the HEVC-coded kinds ("ISO/IEC 23008-12"), and of still pictures whose coding the other brands
 * tell.
 */
const HEIC_BRAND = /^(hei[cxms]|hev[cxms]|mif1|msf1)$/;
const FTYP = Buffer.from("ftyp").toString("hex");
const AVIF_BRAND = /^avi[fs]$/;

/**
 * Tells the format by the first bytes. An SVG is only recognized, never parsed: it can name other files to be
 * read.
 */
export function detectFormat(start: Uint8Array): PhotoFormat {
  const head = Buffer.from(start.subarray(0, 16)).toString("hex");
  const signature = SIGNATURES.find(([pattern]) => pattern.test(head));
  if (signature !== undefined) return signature[1];
  if (head.slice(8, 16) === FTYP) return formatOfBrands(start);
  return isSvg(start) ? "svg" : "unknown";
}

/**
 * The `ftyp` box: its length, "ftyp", the major brand, a version, then the compatible brands, four bytes each.
 */
function formatOfBrands(start: Uint8Array): PhotoFormat {
  const box = Buffer.from(start.buffer, start.byteOffset, start.length);
  const compatible = box.toString("latin1", 16, Math.min(box.readUInt32BE(0), 256)).match(/.{4}/gs) ?? [];
  const brands = [box.toString("latin1", 8, 12), ...compatible];
  if (brands.some((brand) => AVIF_BRAND.test(brand))) return "avif";
  return brands.some((brand) => HEIC_BRAND.test(brand)) ? "heic" : "unknown";
}

function isSvg(start: Uint8Array): boolean {
  const text = decodeText(start).trimStart();
  return text.startsWith("<") && /<(?:[\w.-]+:)?svg[\s/>]/i.test(text) && !/<html[\s>]/i.test(text);
}

/** XML says its encoding by a byte order mark; the decoder takes the mark away. */
function decodeText(start: Uint8Array): string {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(start);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(start);
  return new TextDecoder().decode(start);
}
