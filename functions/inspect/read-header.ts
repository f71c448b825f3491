import {
  DamagedPhoto,
  EmptyPhoto,
  PhotoGone,
  type PhotoReference,
  PhotoTooLarge,
  readPhoto,
  readStart,
} from "@terraloom/image-kit";
import sharp, { type Metadata } from "sharp";
import { detectFormat } from "./detect-format.ts";
import type { PhotoFormat } from "./photo-format.ts";

/** What is read first: enough for the headers of nearly all photos. */
const START_BYTES = 65_536;

const DECODED: ReadonlySet<PhotoFormat> = new Set(["jpeg", "png", "webp", "gif", "tiff", "avif"]);

/** Their headers come first; the others' frames and directories can lie anywhere in the file. */
const HEADER_FIRST: ReadonlySet<PhotoFormat> = new Set(["jpeg", "png", "avif"]);

export interface Header {
  readonly format: PhotoFormat;
  /** Pixels as stored, before the orientation is applied; 0 for a format that is not decoded. */
  readonly width: number;
  /** Pixels as stored, before the orientation is applied; 0 for a format that is not decoded. */
  readonly height: number;
  /** EXIF orientation, 1 to 8; 1 when there is none. */
  readonly orientation: number;
  /** Frames of an animation or pages of a document; 0 for a format that is not decoded. */
  readonly pages: number;
  /** Of the whole file. */
  readonly sizeBytes: number;
}

/** Reads what a photo is, from as few bytes as will do, and decodes no pixels. */
export async function readHeader(photo: PhotoReference, maxBytes: number): Promise<Header> {
  const start = await readStart(photo, START_BYTES);
  if (start === undefined) throw new PhotoGone(photo);
  const { bytes, sizeBytes } = start;
  if (sizeBytes === 0) throw new EmptyPhoto("The file is empty.");
  if (sizeBytes > maxBytes) {
    throw new PhotoTooLarge(`The file has ${sizeBytes} bytes; at most ${maxBytes} are taken.`);
  }
  const format = detectFormat(bytes);
  if (!DECODED.has(format)) return { format, width: 0, height: 0, orientation: 1, pages: 0, sizeBytes };
  if (format === "gif") refuseEmptyScreen(bytes);
  const { width, height, orientation = 1, pages = 1 } = await readMetadata(photo, format, bytes, sizeBytes);
  return { format, width, height, orientation, pages, sizeBytes };
}

/**
 * The decoder takes a GIF's side of 0 for 1. The size of the screen follows the signature ("GIF89a", logical
 * screen descriptor).
 */
function refuseEmptyScreen(start: Uint8Array): void {
  const header = Buffer.from(start.subarray(0, 10));
  if (header.length < 10) throw new DamagedPhoto("The picture cannot be decoded: it ends in its header.");
  const [width, height] = [header.readUInt16LE(6), header.readUInt16LE(8)];
  if (width === 0 || height === 0) {
    throw new DamagedPhoto(`The picture cannot be decoded: it has ${width} × ${height} pixels.`);
  }
}

async function readMetadata(
  photo: PhotoReference,
  format: PhotoFormat,
  start: Uint8Array,
  sizeBytes: number,
): Promise<Metadata> {
  const isWhole = start.length === sizeBytes;
  if (isWhole || HEADER_FIRST.has(format)) {
    const metadata = await metadataOf(start);
    if (!(metadata instanceof Error)) return metadata;
    if (isWhole) throw damaged(metadata);
  }
  const metadata = await metadataOf(await readPhoto(photo));
  if (metadata instanceof Error) throw damaged(metadata);
  return metadata;
}

/**
 * The limit of pixels is the workflow's to apply, which says it in its refusal; reading a header costs the same
 * for any size.
 */
async function metadataOf(bytes: Uint8Array): Promise<Metadata | Error> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    return error as Error;
  }
}

function damaged(error: Error): DamagedPhoto {
  return new DamagedPhoto(`The picture cannot be decoded: ${error.message.split("\n", 1)[0]}.`, {
    cause: error,
  });
}
