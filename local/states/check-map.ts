import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { checkMapNumbers } from "./check-map-numbers.ts";
import { type DefinitionError, definitionError, inWords, missingFields } from "./definition-error.ts";
import { itemProcessor } from "./item-processor.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { hasReference } from "./terraform-reference.ts";
import { unsupportedField } from "./unsupported-field.ts";

/** "Service quotas" and "Map state in Distributed mode": the characters of a label. */
const LONGEST_LABEL = 40;

const MODES = ["INLINE", "DISTRIBUTED"];
const EXECUTION_TYPES = ["STANDARD", "EXPRESS"];
const READERS = /^arn:[^:]*:states:::s3:(?:getObject|listObjectsV2)$/;

/**
 * Throws DefinitionError where a Map state says what AWS does not take of how its items are read and run. Follows the pages of the Map state
 * and what "ValidateStateMachineDefinition" answers in the public rules of cdk-preflight ("pf-sfn-asl-map-distributed").
 */
export function checkMap({ state, place }: PlacedState): void {
  if (state.Type !== "Map") return;
  const processor = itemProcessor(state);
  const field = state.Iterator === undefined ? "ItemProcessor" : "Iterator";
  const { ItemReader, Label } = state;
  if (processor === undefined) refuseNothing(place);
  checkAll([
    () =>
      checkProcessor(isJsonObject(processor) ? processor.ProcessorConfig : undefined, `${place}/${field}`),
    () => checkReader(ItemReader, `${place}/ItemReader`),
    () => checkMapNumbers(state, place),
    () => checkLabel(Label, `${place}/Label`),
  ]);
}

function refuseNothing(place: string): never {
  const message = "This object should have only one of the following fields: [ItemProcessor, Iterator]";
  throw definitionError(place, "an ItemProcessor", "none", { message });
}

function checkProcessor(config: unknown, place: string): void {
  if (!isJsonObject(config)) return;
  const { Mode, ExecutionType } = config;
  const at = `${place}/ProcessorConfig`;
  requireOneOf(Mode, MODES, `${at}/Mode`);
  requireOneOf(ExecutionType, EXECUTION_TYPES, `${at}/ExecutionType`);
  if (Mode === "DISTRIBUTED" && ExecutionType === undefined) refuseMissing("ExecutionType", at);
  if (Mode === "INLINE" && ExecutionType !== undefined) throw noSuchField("ExecutionType", at);
}

function checkReader(reader: unknown, place: string): void {
  if (!isJsonObject(reader)) return;
  const { Resource, ReaderConfig } = reader;
  const isKnown = typeof Resource !== "string" || hasReference(Resource) || READERS.test(Resource);
  if (!isKnown) {
    const expected = "s3:getObject or s3:listObjectsV2";
    const message = "The field 'Resource' does not match any of the allowed values";
    throw definitionError(`${place}/Resource`, expected, inWords(Resource), { message });
  }
  if (isJsonObject(ReaderConfig)) checkFormat(ReaderConfig, `${place}/ReaderConfig`);
}

/** The manifests of Athena have the type of their files. */
function checkFormat(config: JsonObject, place: string): void {
  const { InputType, ManifestType, CSVHeaderLocation, CSVHeaders } = config;
  if (InputType === "CSV" && ManifestType === undefined && CSVHeaderLocation === undefined) {
    const says = { message: "The field 'CSVHeaderLocation' is required", at: place };
    throw definitionError(`${place}/CSVHeaderLocation`, "FIRST_ROW or GIVEN", "nothing", says);
  }
  if (InputType === "JSON" && CSVHeaderLocation !== undefined) throw noSuchField("CSVHeaderLocation", place);
  if (CSVHeaderLocation === "GIVEN" && CSVHeaders === undefined) refuseMissing("CSVHeaders", place);
}

function checkLabel(label: unknown, place: string): void {
  if (typeof label !== "string" || [...label].length <= LONGEST_LABEL) return;
  const expected = `a label of at most ${LONGEST_LABEL} characters`;
  throw definitionError(place, expected, `${[...label].length}`, { code: "INVALID_LABEL_NAME" });
}

function requireOneOf(value: unknown, allowed: readonly string[], place: string): void {
  if (value === undefined || hasReference(value) || allowed.some((one) => one === value)) return;
  const message = `Value should be one of the following: [${allowed.join(", ")}]`;
  throw definitionError(place, allowed.join(" or "), inWords(value), { message });
}

function refuseMissing(field: string, place: string): never {
  const says = { message: missingFields(field), at: place };
  throw definitionError(`${place}/${field}`, "a value", "nothing", says);
}

function noSuchField(field: string, place: string): DefinitionError {
  return unsupportedField(place, field, "no such field here");
}
