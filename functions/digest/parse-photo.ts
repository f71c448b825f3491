import { z } from "@terraloom/image-kit";

const digestedPhoto = z
  .object({
    name: z.string().min(1),
    version: z.string().min(1),
    status: z.string().min(1),
    labels: z.array(z.string()).readonly(),
  })
  .readonly();

export type DigestedPhoto = z.infer<typeof digestedPhoto>;

/** A message's body as a photo; `undefined` when it is none. */
export function parsePhoto(body: string): DigestedPhoto | undefined {
  try {
    return digestedPhoto.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
