/**
 * Typed references to data that exists only while a workflow runs. Written like property access, compiled to JSONata
 * ("Transforming data with JSONata in Step Functions").
 */

const SOURCE = Symbol("JSONata source");
declare const TYPE: unique symbol;

/** A JSONata expression whose value is a `Type`. */
export interface Expression<Type> {
  readonly [SOURCE]: string;
  readonly [TYPE]?: Type;
}

/** An {@link Expression} whose fields are expressions too; a field the type does not have is a compile error. */
export type Reference<Type> = Expression<Type> &
  (Type extends readonly unknown[]
    ? TupleReferences<Type>
    : Type extends object
      ? { readonly [Key in keyof Type]-?: Reference<NonNullable<Type[Key]>> }
      : unknown);

/** The items of a list whose length the type knows, such as the results of a parallel step. */
type TupleReferences<Type extends readonly unknown[]> = number extends Type["length"]
  ? unknown
  : { readonly [Index in keyof Type & `${number}`]: Reference<Type[Index]> };

/** A value whose parts may be expressions. */
export type Value<Type> =
  | Expression<Type>
  | (Type extends readonly (infer Item)[]
      ? readonly Value<Item>[]
      : Type extends object
        ? { readonly [Key in keyof Type]: Value<Type[Key]> }
        : Type);

/** The expression `source`, taken as a `Type` without a check. The way out for what has no word here yet. */
export function jsonata<Type>(source: string): Expression<Type> {
  return Object.freeze({ [SOURCE]: source });
}

/** A reference whose path starts with the JSONata text `root`: `$inspection`, `$states.input`. */
export function reference<Type>(root: string): Reference<Type> {
  return new Proxy(jsonata<Type>(root), {
    get: (target, key) => {
      if (key === SOURCE) return target[SOURCE];
      return typeof key === "symbol" ? undefined : reference(root + fieldAccess(key));
    },
  }) as Reference<Type>;
}

export function isExpression(value: unknown): value is Expression<unknown> {
  return typeof value === "object" && value !== null && SOURCE in value;
}

/** The JSONata text of an expression, or of a value whose parts may be expressions. */
export function sourceOf(value: unknown): string {
  if (isExpression(value)) return value[SOURCE];
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}: ${sourceOf(field)}`).join(", ")}}`;
}

/** Both are equal. */
export function equals<Type>(left: Value<Type>, right: Value<Type>): Expression<boolean> {
  return jsonata(`${sourceOf(left)} = ${sourceOf(right)}`);
}

/** `left` is the larger number. */
export function greaterThan(left: Value<number>, right: Value<number>): Expression<boolean> {
  return jsonata(`${sourceOf(left)} > ${sourceOf(right)}`);
}

/** The product of two numbers. */
export function product(left: Value<number>, right: Value<number>): Expression<number> {
  return jsonata(`(${sourceOf(left)} * ${sourceOf(right)})`);
}

/** `value` is one of the list. */
export function isOneOf<Type>(value: Value<Type>, list: readonly Type[]): Expression<boolean> {
  return jsonata(`(${sourceOf(value)} in ${JSON.stringify(list)})`);
}

export function not(condition: Expression<boolean>): Expression<boolean> {
  return jsonata(`$not(${sourceOf(condition)})`);
}

/** One of two values. */
export function conditional<const Type>(
  condition: Expression<boolean>,
  then: Value<Type>,
  otherwise: Value<Type>,
): Expression<Type> {
  return jsonata(`(${sourceOf(condition)} ? ${sourceOf(then)} : ${sourceOf(otherwise)})`);
}

/** The value as JSON text. */
export function jsonText(value: Expression<unknown>): Expression<string> {
  return jsonata(`$string(${sourceOf(value)})`);
}

/** A text with expressions in it: `` text`${photo.format} is not a format we take` ``. */
export function text(
  parts: TemplateStringsArray,
  ...values: readonly Value<string | number>[]
): Expression<string> {
  const pieces = parts.flatMap((part, index) => {
    const literal = part === "" ? [] : [JSON.stringify(part)];
    return index < values.length ? [...literal, sourceOf(values[index])] : literal;
  });
  return jsonata(pieces.length === 0 ? '""' : pieces.join(" & "));
}

/** The fields `field` of a list of objects, always as a list. */
export function each<Item, Key extends keyof Item & string>(
  list: Expression<readonly Item[]>,
  field: Key,
): Expression<readonly Item[Key][]> {
  return jsonata(`[${sourceOf(list)}${fieldAccess(field)}]`);
}

/** Lists joined into one. `[a, b]` would nest what is itself written as a list. */
export function concatenated<Item>(
  ...lists: readonly Expression<readonly Item[]>[]
): Expression<readonly Item[]> {
  return jsonata(lists.reduce((joined, list) => `$append(${joined}, ${sourceOf(list)})`, "[]"));
}

function fieldAccess(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `.\`${key}\``;
}
