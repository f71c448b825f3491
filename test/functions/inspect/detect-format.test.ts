import assert from "node:assert/strict";
import { detectFormat } from "../../../functions/inspect/detect-format.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("detectFormat", () => {
  for (const [title, start, format] of [
    ["knows a JPEG", bytes("\xff\xd8\xff\xe0"), "jpeg"],
    ["knows a GIF of 1987", bytes("GIF87a"), "gif"],
    ["knows a TIFF whose numbers end with the great digits", bytes("II*\0"), "tiff"],
    ["knows a TIFF whose numbers begin with the great digits", bytes("MM\0*"), "tiff"],
    ["knows a BigTIFF", bytes("II+\0"), "tiff"],
    ["knows a WebP", bytes("RIFF\x24\0\0\0WEBPVP8 "), "webp"],
    ["does not take a WAV for a WebP", bytes("RIFF\x24\0\0\0WAVEfmt "), "unknown"],
    ["knows a JPEG XL", bytes("\0\0\0\x0cJXL \r\n\x87\n"), "jxl"],
    ["knows a BMP", bytes("BM\x46\0\0\0\0\0\0\0\x36"), "bmp"],
    ["does not take a text that begins with BM for a BMP", bytes("BMW is a car."), "unknown"],
    ["knows an AVIF by its major brand", bytes("\0\0\0\x14ftypavif\0\0\0\0mif1"), "avif"],
    ["knows an AVIF by a compatible brand", bytes("\0\0\0\x18ftypmif1\0\0\0\0mif1avif"), "avif"],
    ["knows a HEIC by its major brand", bytes("\0\0\0\x14ftypheic\0\0\0\0mif1"), "heic"],
    ["knows a HEIC by a compatible brand", bytes("\0\0\0\x18ftypmif1\0\0\0\0mif1heic"), "heic"],
    ["does not take a film for a HEIC", bytes("\0\0\0\x14ftypisom\0\0\0\0mp42"), "unknown"],
    ["looks for brands only in their box", bytes("\0\0\0\x10ftypisom\0\0\0\0avif"), "unknown"],
    ["knows an SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), "svg"],
    [
      "knows an SVG after a declaration and a comment",
      bytes('\n<?xml version="1.0"?><!-- x --><svg/>'),
      "svg",
    ],
    ["knows an SVG with a prefix", bytes('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'), "svg"],
    ["knows an SVG with a byte order mark", Buffer.from("\uFEFF<svg/>"), "svg"],
    ["knows an SVG in UTF-16", Buffer.from("\uFEFF<svg/>", "utf16le"), "svg"],
    [
      "knows an SVG in UTF-16 with the great digits first",
      Buffer.from("\uFEFF<svg/>", "utf16le").swap16(),
      "svg",
    ],
    [
      "does not take a page with an SVG in it for one",
      bytes("<!doctype html><html><svg></svg></html>"),
      "unknown",
    ],
    ["does not know a text", bytes("Dear reader,"), "unknown"],
    ["does not know a program", bytes("\x7fELF"), "unknown"],
    ["does not know nothing", bytes(""), "unknown"],
  ] as const) {
    it(title, () => {
      assert.equal(detectFormat(start), format);
    });
  }
});
