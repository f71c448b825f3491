/** A parsed JSONPath, as "Using JSONPath paths" of Step Functions takes them. */
export interface JsonPath {
  readonly text: string;
  readonly root: PathRoot;
  readonly segments: readonly PathSegment[];
}

/** `$` is the input, `$$` the context object, `$name` a variable; `@` stands in a filter for the item it looks at. */
export type PathRoot =
  | { readonly kind: "input" | "context" | "item" }
  | { readonly kind: "variable"; readonly name: string };

export type PathSegment =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: "filter"; readonly filter: PathFilter }
  | { readonly kind: "wildcard" }
  | { readonly kind: "descent" };

export type PathFilter =
  | { readonly kind: "or" | "and"; readonly parts: readonly PathFilter[] }
  | { readonly kind: "not"; readonly part: PathFilter }
  | { readonly kind: "exists"; readonly operand: FilterOperand }
  | {
      readonly kind: "compare";
      readonly left: FilterOperand;
      readonly operator: string;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: "path"; readonly path: JsonPath }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "regex"; readonly regex: RegExp };
