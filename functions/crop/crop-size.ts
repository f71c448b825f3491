/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of a cut-out of a photo: the wanted one, or, where the photo is smaller in either direction, the
 * largest of the same aspect ratio that fits into the photo. A photo is never enlarged; each side has at least
 * one pixel.
 */
export function cropSize(photo: Size, wanted: Size): Size {
  const scale = Math.min(1, photo.width / wanted.width, photo.height / wanted.height);
  return {
    width: Math.max(1, Math.round(wanted.width * scale)),
    height: Math.max(1, Math.round(wanted.height * scale)),
  };
}
