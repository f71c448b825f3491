import assert from "node:assert/strict";
import { checkDefinition } from "../../../local/states/check-definition.ts";
import type { DefinitionError } from "../../../local/states/definition-error.ts";

const PASS = { Type: "Pass", End: true };
const READER = { Resource: "arn:aws:states:::s3:getObject" };

/** What AWS says of a Map state with these fields. */
function saidOf(config: object, fields: object = {}): readonly string[] {
  const ItemProcessor = { ProcessorConfig: config, StartAt: "In", States: { In: PASS } };
  const One = { Type: "Map", ItemProcessor, ...fields, End: true };
  try {
    checkDefinition({ StartAt: "One", States: { One } });
    return [];
  } catch (error) {
    return (error as DefinitionError).diagnostics.map(({ message, location }) => `${message} at ${location}`);
  }
}

const DISTRIBUTED = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
const readBy = (ReaderConfig: object) => saidOf(DISTRIBUTED, { ItemReader: { ...READER, ReaderConfig } });
const READER_CONFIG = "/States/One/ItemReader/ReaderConfig";

describe("what AWS says of a Map state", () => {
  it("is that each child needs a type of execution, and an iteration has none", () => {
    const at = "/States/One/ItemProcessor/ProcessorConfig";
    assert.deepEqual(saidOf({ Mode: "DISTRIBUTED" }), [
      `These fields are required: [ExecutionType] at ${at}`,
    ]);
    assert.deepEqual(saidOf({ Mode: "INLINE", ExecutionType: "EXPRESS" }), [
      `Field 'ExecutionType' is not supported at ${at}`,
    ]);
    assert.deepEqual(saidOf({ Mode: "DISTRIBUTED", ExecutionType: "FAST" }), [
      `Value should be one of the following: [STANDARD, EXPRESS] at ${at}/ExecutionType`,
    ]);
    assert.deepEqual(saidOf({ Mode: "INLINE" }), []);
    assert.deepEqual(saidOf(DISTRIBUTED), []);
  });

  it("is what a reader of items has to say of its format", () => {
    assert.deepEqual(readBy({ InputType: "CSV" }), [
      `The field 'CSVHeaderLocation' is required at ${READER_CONFIG}`,
    ]);
    assert.deepEqual(readBy({ InputType: "CSV", CSVHeaderLocation: "GIVEN" }), [
      `These fields are required: [CSVHeaders] at ${READER_CONFIG}`,
    ]);
    assert.deepEqual(readBy({ InputType: "JSON", CSVHeaderLocation: "FIRST_ROW" }), [
      `Field 'CSVHeaderLocation' is not supported at ${READER_CONFIG}`,
    ]);
    assert.deepEqual(readBy({ InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" }), []);
    assert.deepEqual(readBy({ InputType: "CSV", ManifestType: "ATHENA_DATA" }), []);
  });

  it("is that items are read by two actions of S3", () => {
    assert.deepEqual(saidOf(DISTRIBUTED, { ItemReader: { Resource: "arn:aws:states:::s3:headObject" } }), [
      "The field 'Resource' does not match any of the allowed values at /States/One/ItemReader/Resource",
    ]);
    const filledIn = "arn:${TfToken[TOKEN.1]}:states:::s3:listObjectsV2";
    assert.deepEqual(saidOf(DISTRIBUTED, { ItemReader: { Resource: filledIn } }), []);
  });

  it("is that a label has 40 characters at most", () => {
    assert.equal(saidOf(DISTRIBUTED, { Label: "x".repeat(41) }).length, 1);
    assert.deepEqual(saidOf(DISTRIBUTED, { Label: "x".repeat(40) }), []);
  });

  it("is that numbers of items are in their range, behind one path in the input or as they are", () => {
    const batchedBy = (ItemBatcher: object) => saidOf(DISTRIBUTED, { ItemBatcher });
    const at = "/States/One/ItemBatcher";
    assert.deepEqual(batchedBy({ MaxItemsPerBatch: -1, MaxInputBytesPerBatch: 300_000 }), [
      `Minimum value is 0 at ${at}/MaxItemsPerBatch`,
      `Maximum value is 262144 at ${at}/MaxInputBytesPerBatch`,
    ]);
    assert.deepEqual(batchedBy({ MaxItemsPerBatchPath: "$$.Execution.Input.n" }), [
      `Value is not a Reference Path at ${at}/MaxItemsPerBatchPath`,
    ]);
    assert.deepEqual(batchedBy({ MaxItemsPerBatchPath: "$.n" }), []);
    assert.deepEqual(readBy({ InputType: "JSON", MaxItems: 1, MaxItemsPath: "$.n" }), [
      `There should only be one of the following fields: [MaxItems, MaxItemsPath] at ${READER_CONFIG}`,
    ]);
    assert.deepEqual(readBy({ InputType: "JSON", MaxItems: 100_000_001 }), [
      `Maximum value is 100000000 at ${READER_CONFIG}/MaxItems`,
    ]);
    const ItemBatcher = { MaxItemsPerBatchPath: "$.n" };
    assert.deepEqual(saidOf(DISTRIBUTED, { ItemBatcher, QueryLanguage: "JSONata" }), [
      "The QueryLanguage is set to 'JSONata', but field 'MaxItemsPerBatchPath' is only supported for the 'JSONPath' " +
        "QueryLanguage at /States/One/ItemBatcher",
    ]);
  });

  it("is that items are at one place, which may be in the context object", () => {
    const found = (fields: object) => saidOf(DISTRIBUTED, fields);
    assert.deepEqual(found({ ItemsPath: "$.a[*].b" }), [
      "Value is not a Reference Path at /States/One/ItemsPath",
    ]);
    assert.deepEqual(found({ MaxConcurrencyPath: "$$.Execution.Input.n" }), [
      "Value is not a Reference Path at /States/One/MaxConcurrencyPath",
    ]);
    assert.deepEqual(found({ ItemsPath: "$$.Execution.Input.items", MaxConcurrencyPath: "$n" }), []);
  });
});
