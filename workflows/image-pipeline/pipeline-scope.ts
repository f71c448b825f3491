import type { CatalogRecord } from "../../functions/catalog/handler.ts";
import type { Inspection } from "../../functions/inspect/handler.ts";
import type { PrepareResult } from "../../functions/prepare/handler.ts";
import type { PhotoReference } from "../../layers/image-kit/index.ts";
import type { ExecutionScope } from "../../modules/workflow/references.ts";

/** What the rule for new uploads starts an execution with. */
export interface PipelineInput {
  readonly upload: PhotoReference;
}

/** What the steps of the pipeline can refer to from the beginning on. */
export type PipelineScope = ExecutionScope<PipelineInput>;

/** After the photo was inspected. */
export type InspectedScope = PipelineScope & { readonly inspection: Inspection };

/** After the copy that all improvements work on was made. */
export type PreparedScope = InspectedScope & { readonly prepared: PrepareResult };

/** After the outcome was recorded, whatever it was. */
export type RecordedScope = PipelineScope & { readonly record: CatalogRecord };
