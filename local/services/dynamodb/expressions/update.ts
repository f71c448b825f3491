import type { AttributeValue } from "../attribute-value.ts";
import type { DocumentPath } from "./document-path.ts";

/** What SET gives an attribute. */
export type NewValue =
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "sum"; readonly left: NewValue; readonly right: NewValue; readonly isNegated: boolean }
  | { readonly kind: "if-not-exists"; readonly path: DocumentPath; readonly otherwise: NewValue }
  | { readonly kind: "appended"; readonly left: NewValue; readonly right: NewValue };

/** "Using update expressions in DynamoDB". */
export interface Update {
  readonly set: readonly { readonly path: DocumentPath; readonly to: NewValue }[];
  readonly remove: readonly DocumentPath[];
  readonly add: readonly { readonly path: DocumentPath; readonly value: AttributeValue }[];
  readonly delete: readonly { readonly path: DocumentPath; readonly value: AttributeValue }[];
}

/** All paths that an update writes to. */
export function writtenPaths(update: Update): readonly DocumentPath[] {
  const assigned = [...update.set, ...update.add, ...update.delete].map(({ path }) => path);
  return [...assigned, ...update.remove];
}
