import type { Action } from "./plan.ts";

/** A change of a root module's output. */
export interface OutputChange {
  readonly stack: string;
  readonly name: string;
  readonly action: Action;
  /** Whether its value is known to stay, as far as JSON tells. */
  readonly keepsValue: boolean;
  /** What of it changes for whoever reads it, beside its value. */
  readonly breaks: readonly OutputBreak[];
}

/** What may break whoever reads an output. */
export type OutputBreak =
  /** Another JSON type at a path such as `url` or `queue.arn`, empty for the whole value. */
  | { readonly kind: "retyped"; readonly path: string; readonly before: string; readonly after: string }
  /** No longer there, by its path. */
  | { readonly kind: "lost"; readonly path: string }
  /** The same value as another type of Terraform's, such as `list(string)`. */
  | { readonly kind: "recollected"; readonly after: string }
  | { readonly kind: "sensitive" }
  | { readonly kind: "shown" }
  /** The same value, with another type or other sensitivity; a plan does not tell which. */
  | { readonly kind: "undecided" };
