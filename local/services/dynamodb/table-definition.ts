import { onlyNames } from "../../../reporting/only-names.ts";
import { UserError } from "../../../reporting/user-error.ts";
import { blocksOf, firstBlock } from "../../synthesized/blocks.ts";
import { tableStreamArn } from "../../synthesized/computed-attributes.ts";
import type { ResolvedResource, ResolvedStack } from "../../synthesized/resolve-stack.ts";

export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
}

/** A secondary index. It holds the items that have its key. */
export interface IndexDefinition {
  readonly name: string;
  readonly key: KeySchema;
  readonly isGlobal: boolean;
  /** The attributes that it holds besides all keys. */
  readonly projected: "ALL" | readonly string[];
}

const VIEW_TYPES = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] as const;

/** The changes of a table, one after the other ("Change data capture for DynamoDB Streams"). */
export interface StreamDefinition {
  readonly arn: string;
  /** What its records have of an item besides the key. */
  readonly viewType: (typeof VIEW_TYPES)[number];
}

export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  readonly key: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  /** Undefined where the table has none. */
  readonly stream?: StreamDefinition;
  /** The attribute that says when an item expires, in seconds since 1970; undefined where none does. */
  readonly expiryAttribute?: string;
}

const TYPE = "aws_dynamodb_table";

interface IndexAttributes {
  readonly name: string;
  readonly hash_key?: string;
  readonly range_key?: string;
  readonly projection_type?: string;
  readonly non_key_attributes?: readonly string[] | null;
}

interface ExpiryAttributes {
  readonly enabled?: boolean;
  readonly attribute_name?: string;
}

/**
 * The tables that a stack declares (`aws_dynamodb_table`).
 *
 * @throws UserError where a key has no attribute of its name, or a stream no view type, which AWS would refuse.
 */
export function tableDefinitions(stack: ResolvedStack): readonly TableDefinition[] {
  return stack.ofType(TYPE).map((resource) => {
    const { attributes, arn } = resource;
    const keyOf = (hash: unknown, range: unknown): KeySchema => ({
      hash: keyAttribute(resource, hash),
      ...(typeof range === "string" && { range: keyAttribute(resource, range) }),
    });
    const indexesOf = (field: string, isGlobal: boolean) =>
      blocksOf<IndexAttributes>(attributes[field]).map((index) => ({
        name: index.name,
        key: keyOf(isGlobal ? index.hash_key : attributes.hash_key, index.range_key),
        isGlobal,
        projected: projectedBy(index),
      }));
    return {
      name: String(attributes.name),
      arn,
      key: keyOf(attributes.hash_key, attributes.range_key),
      indexes: [...indexesOf("global_secondary_index", true), ...indexesOf("local_secondary_index", false)],
      ...(attributes.stream_enabled === true && { stream: streamOf(resource) }),
      ...expiryOf(attributes.ttl),
    };
  });
}

function projectedBy(index: IndexAttributes): "ALL" | readonly string[] {
  if (index.projection_type === "ALL") return "ALL";
  return index.projection_type === "INCLUDE" ? (index.non_key_attributes ?? []) : [];
}

function expiryOf(ttl: unknown): Pick<TableDefinition, "expiryAttribute"> {
  const { enabled, attribute_name: name } = firstBlock<ExpiryAttributes>(ttl) ?? {};
  return enabled === true && name ? { expiryAttribute: name } : {};
}

function streamOf({ address, arn, attributes }: ResolvedResource): StreamDefinition {
  const { stream_view_type: given } = attributes;
  const viewType = VIEW_TYPES.find((type) => type === given);
  if (viewType !== undefined) return { arn: tableStreamArn(arn), viewType };
  throw new UserError({
    at: address,
    expected: "a stream_view_type, since the table has a stream",
    found: given === undefined ? "none" : `"${given}"`,
    advice: `Choose one of ${VIEW_TYPES.join(", ")}.`,
  });
}

function keyAttribute({ address, attributes }: ResolvedResource, name: unknown): KeyAttribute {
  const declared = blocksOf<KeyAttribute>(attributes.attribute);
  const found = declared.find((attribute) => attribute.name === name);
  if (found !== undefined) return { name: found.name, type: found.type };
  throw new UserError({
    at: address,
    expected: `an attribute "${name}", since it is a key`,
    found: onlyNames(declared.map((one) => one.name)),
    advice: "Declare it with its type: S, N or B.",
  });
}
