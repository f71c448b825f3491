/** Of a text in UTF-8, which is no less than its UTF-16 units or its code points, whichever of them a limit counts. */
export function byteSize(text: string): number {
  return Buffer.byteLength(text);
}
