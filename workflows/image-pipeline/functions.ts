import type { CatalogEvent, CatalogRecord } from "../../functions/catalog/handler.ts";
import type { CompressEvent, CompressResult } from "../../functions/compress/handler.ts";
import type { CropEvent, CropResult } from "../../functions/crop/handler.ts";
import type { FilterEvent, FilterResult } from "../../functions/filter/handler.ts";
import type { InspectEvent, Inspection } from "../../functions/inspect/handler.ts";
import type { PrepareEvent, PrepareResult } from "../../functions/prepare/handler.ts";
import type { RecognizeEvent, RecognizeResult } from "../../functions/recognize/handler.ts";
import { lambdaTask } from "../../modules/workflow/steps.ts";

/** The functions that the pipeline calls, with the types of their handlers. */
export const inspect = lambdaTask<InspectEvent, Inspection>("inspect");
export const prepare = lambdaTask<PrepareEvent, PrepareResult>("prepare");
export const compress = lambdaTask<CompressEvent, CompressResult>("compress");
export const crop = lambdaTask<CropEvent, CropResult>("crop");
export const filter = lambdaTask<FilterEvent, FilterResult>("filter");
export const recognize = lambdaTask<RecognizeEvent, RecognizeResult>("recognize");
export const catalog = lambdaTask<CatalogEvent, CatalogRecord>("catalog");
