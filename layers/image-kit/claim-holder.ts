import { z } from "zod";
import { resultsBucket } from "./environment.ts";
import { objectKeys, type PhotoIdentity } from "./object-keys.ts";
import { readObject } from "./read-object.ts";

const claim = z.object({ execution: z.string() });

/** The execution that has claimed a photo; `undefined` when none has. */
export async function claimHolder(photo: PhotoIdentity): Promise<string | undefined> {
  const bytes = await readObject({ bucket: resultsBucket(), key: objectKeys(photo).claim });
  return bytes && claim.parse(JSON.parse(Buffer.from(bytes).toString())).execution;
}
