/** The size of a PNG, from its header, the first 24 bytes ("Portable Network Graphics", IHDR). */
export function pngSize(header: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
