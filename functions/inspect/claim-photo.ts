import {
  claimHolder,
  objectKeys,
  type PhotoIdentity,
  putIfAbsent,
  StorageUnavailable,
} from "@terraloom/image-kit";

/**
 * Claims a photo for one execution; whether it may work on it. Events come at least once and photos are
 * uploaded again, so only the first execution gets a photo, and gets it again when it asks again.
 */
export async function claimPhoto(photo: PhotoIdentity, execution: string): Promise<boolean> {
  const key = objectKeys(photo).claim;
  const bytes = Buffer.from(`${JSON.stringify({ execution })}\n`);
  if (await putIfAbsent({ key, bytes, contentType: "application/json" })) return true;
  const holder = await claimHolder(photo);
  // Given back between the two calls: the next try gets it.
  if (holder === undefined) throw new StorageUnavailable(`The claim ${key} changed while it was read.`);
  return holder === execution;
}
