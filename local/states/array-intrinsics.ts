import { type Intrinsic, refuse, requireArray, requireCount, requireInteger } from "./intrinsic.ts";
import { jsonEquals } from "./json-value.ts";

/** The most items that `States.ArrayRange` makes. */
const LONGEST_RANGE = 1000;

/** "Intrinsics for arrays". */
export const arrayIntrinsics: Readonly<Record<string, Intrinsic>> = {
  "States.Array": (args) => [...args],

  "States.ArrayPartition": (args) => {
    requireCount("ArrayPartition", args, 2);
    const items = requireArray("ArrayPartition", args[0]);
    const size = requireInteger("ArrayPartition", args[1]);
    if (size < 1) throw refuse("ArrayPartition");
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
      items.slice(index * size, (index + 1) * size),
    );
  },

  "States.ArrayContains": (args) => {
    requireCount("ArrayContains", args, 2);
    return requireArray("ArrayContains", args[0]).some((item) => jsonEquals(item, args[1]));
  },

  "States.ArrayRange": (args) => {
    requireCount("ArrayRange", args, 3);
    const first = requireInteger("ArrayRange", args[0]);
    const last = requireInteger("ArrayRange", args[1]);
    const step = requireInteger("ArrayRange", args[2]);
    if (step === 0) throw refuse("ArrayRange");
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > LONGEST_RANGE) throw refuse("ArrayRange");
    return Array.from({ length }, (_, index) => first + index * step);
  },

  "States.ArrayGetItem": (args) => {
    requireCount("ArrayGetItem", args, 2);
    const items = requireArray("ArrayGetItem", args[0]);
    const index = requireInteger("ArrayGetItem", args[1]);
    if (index >= 0 && index < items.length) return items[index];
    // Of an empty list AWS gives null, whatever the index.
    if (items.length === 0) return null;
    throw refuse("ArrayGetItem");
  },

  "States.ArrayLength": (args) => {
    requireCount("ArrayLength", args, 1);
    return requireArray("ArrayLength", args[0]).length;
  },

  "States.ArrayUnique": (args) => {
    requireCount("ArrayUnique", args, 1);
    const items = requireArray("ArrayUnique", args[0]);
    return items.filter((item, index) => items.findIndex((other) => jsonEquals(item, other)) === index);
  },
};
