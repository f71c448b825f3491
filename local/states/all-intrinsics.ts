import { arrayIntrinsics } from "./array-intrinsics.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { textIntrinsics } from "./text-intrinsics.ts";
import { valueIntrinsics } from "./value-intrinsics.ts";

/** The intrinsic functions by their names, such as `States.MathAdd`. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries({ ...arrayIntrinsics, ...textIntrinsics, ...valueIntrinsics }),
);
