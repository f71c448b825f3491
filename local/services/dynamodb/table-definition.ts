import { onlyNames } from "../../../reporting/only-names.ts";
import { UserError } from "../../../reporting/user-error.ts";
import { blocksOf } from "../../synthesized/blocks.ts";
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

export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  readonly key: KeySchema;
  readonly indexes: readonly IndexDefinition[];
}

const TYPE = "aws_dynamodb_table";

interface IndexAttributes {
  readonly name: string;
  readonly hash_key?: string;
  readonly range_key?: string;
  readonly projection_type?: string;
  readonly non_key_attributes?: readonly string[] | null;
}

/**
 * The tables that a stack declares (`aws_dynamodb_table`).
 *
 * @throws UserError where a key has no attribute of its name, which AWS would refuse.
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
    };
  });
}

function projectedBy(index: IndexAttributes): "ALL" | readonly string[] {
  if (index.projection_type === "ALL") return "ALL";
  return index.projection_type === "INCLUDE" ? (index.non_key_attributes ?? []) : [];
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
