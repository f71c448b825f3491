import { type AttributeValue, contentOf, type Item, typeOf } from "./attribute-value.ts";
import type { KeyAttribute, KeySchema, TableDefinition } from "./table-definition.ts";
import { invalidParameter, validationError } from "./validation-error.ts";

export function attributesOf({ hash, range }: KeySchema): readonly KeyAttribute[] {
  return range === undefined ? [hash] : [hash, range];
}

/** Whether an item has all of a key; an index holds those only. */
export function hasKey(item: Item, key: KeySchema): boolean {
  return attributesOf(key).every(({ name, type }) => {
    const value = item[name];
    return Object.hasOwn(item, name) && value !== undefined && typeOf(value) === type;
  });
}

/** The attributes of the keys alone. */
export function keysOf(item: Item, ...keys: readonly KeySchema[]): Item {
  const names = new Set(keys.flatMap(attributesOf).map(({ name }) => name));
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** The same text for two keys where they are one. */
export function keyIdentity({ name }: TableDefinition, key: Item): string {
  return JSON.stringify([name, Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/**
 * That a request's `Key` is just the table's key.
 *
 * @throws DynamoDbError ValidationException
 */
export function checkKey(key: Item, { key: schema }: TableDefinition): void {
  const attributes = attributesOf(schema);
  if (Object.keys(key).length !== attributes.length || !hasKey(key, schema)) {
    throw validationError("The provided key element does not match the schema");
  }
  for (const { name } of attributes) checkNotEmpty(name, key[name] as AttributeValue);
}

/**
 * That an item has the table's key, and no attribute of another type than an index's key has.
 *
 * @throws DynamoDbError ValidationException
 */
export function checkItemKeys(item: Item, { key, indexes }: TableDefinition): void {
  for (const { name, type } of attributesOf(key)) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    }
    checkNotEmpty(name, value);
  }
  for (const index of indexes) {
    for (const { name, type } of attributesOf(index.key)) {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      if (value === undefined || typeOf(value) === type) continue;
      throw invalidParameter(
        `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
      );
    }
  }
}

function checkNotEmpty(name: string, value: AttributeValue): void {
  if (contentOf(value) !== "") return;
  const kind = typeOf(value) === "B" ? "binary" : "string";
  throw validationError(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
  );
}
