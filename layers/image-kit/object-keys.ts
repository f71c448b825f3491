/** A photo as the result keys name it. */
export interface PhotoIdentity {
  /** As {@link photoName} gives it. */
  readonly name: string;
  /** As {@link photoVersion} gives it. */
  readonly version: string;
}

/**
 * Where everything about one photo lies in the results bucket. A function that runs twice writes the same keys
 * twice. Folders end in `/`.
 */
export function objectKeys({ name, version }: PhotoIdentity) {
  const photo = `${name}/${version}`;
  return {
    /** Which execution works on the photo. */
    claim: `claims/${photo}.json`,
    workingFolder: `working/${photo}/`,
    /** The upright, bounded copy that all steps read. */
    working: `working/${photo}/photo.png`,
    /** A smaller copy, there only when the working copy is larger than Rekognition takes. */
    recognizable: `working/${photo}/recognizable.jpg`,
    pictureFolder: `pictures/${photo}/`,
    rejectedFolder: `rejected/${photo}/`,
    catalog: `catalog/${photo}.json`,
    notice: `notices/${photo}.json`,
  } as const;
}
