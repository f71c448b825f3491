/** What is set once for a process; sharp itself comes from another layer and is not imported here. */
export interface TunableSharp {
  cache(use: boolean): unknown;
  concurrency(threads: number): unknown;
  block(options: { operation: string[] }): void;
  unblock(options: { operation: string[] }): void;
}

/** libvips' loaders for the formats that are decoded. */
const LOADERS = ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((format) => `VipsForeignLoad${format}`);

/**
 * Sets sharp up for a function: no cache, since a picture is read once; one thread, since a function of up to
 * 1,769 MB has one CPU and several run at once on a laptop (AVIF comes out the same on every machine, too); and
 * every loader blocked that is not needed, above all SVG's, which follows references to other files.
 */
export function tuneSharp(sharp: TunableSharp): void {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: [...LOADERS] });
}
