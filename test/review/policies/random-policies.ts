import type { PolicyStatement, Request } from "./evaluate-policy.ts";

/** Numbers from 0 up to 1, the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32, by Tommy Ettinger, in the public domain. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

export const some = <Item>(random: Random, items: readonly Item[], most: number): readonly Item[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, items));

const ACTIONS = [
  "*",
  "s3:*",
  "s3:Get*",
  "s3:*Object",
  "s3:GetObject",
  "S3:putobject",
  "sqs:*",
  "sqs:?eceiveMessage",
];
const RESOURCES = [
  ...["*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::b/in/*", "arn:aws:s3:::b/in/x"],
  ...["arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::${aws:username}/*/x"],
  ...["arn:aws:s3:::?/in/*", "arn:aws:s3:::*", "arn:aws:sqs:eu-west-1:111122223333:q"],
];
const CONDITIONS: readonly NonNullable<PolicyStatement["Condition"]>[] = [
  { StringEquals: { "aws:x": "a" } },
  { StringEquals: { "aws:x": ["a", "b"] } },
  { StringNotEquals: { "aws:x": "a" } },
  { StringNotEquals: { "aws:x": ["a", "b"] } },
  { StringLike: { "aws:x": "a*" } },
  { StringNotLike: { "aws:x": ["a*", "?"] } },
  { StringEqualsIfExists: { "aws:x": "b" } },
  { StringEqualsIgnoreCase: { "aws:x": "A" } },
  { Null: { "aws:x": "true" } },
  { Null: { "aws:x": "false" } },
  { Bool: { "aws:y": "true" } },
  { Bool: { "aws:y": "false" } },
  { BoolIfExists: { "aws:y": "false" } },
  { NumericLessThan: { "aws:n": "3" } },
  { NumericLessThan: { "aws:n": "5" } },
  { NumericGreaterThanEquals: { "aws:n": "3" } },
  { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { IpAddress: { "aws:SourceIp": ["10.1.0.0/16"] } },
  { NotIpAddress: { "aws:SourceIp": "10.1.0.0/16" } },
  { "ForAnyValue:StringEquals": { "aws:m": ["a", "b"] } },
  { "ForAnyValue:StringEquals": { "aws:m": "a" } },
  { "ForAnyValue:StringNotEquals": { "aws:m": "a" } },
  { "ForAllValues:StringEquals": { "aws:m": ["a", "b"] } },
  { "ForAllValues:StringNotEquals": { "aws:m": ["b"] } },
  { StringEquals: { "aws:x": "a" }, Bool: { "aws:y": "true" } },
];
const PRINCIPALS: readonly NonNullable<PolicyStatement["Principal"]>[] = [
  "*",
  { AWS: "arn:aws:iam::111122223333:role/r" },
  { AWS: ["arn:aws:iam::111122223333:role/r", "arn:aws:iam::444455556666:user/u"] },
  { Service: "events.amazonaws.com" },
];

/** `withPrincipals` for a resource's policy. */
export function randomStatement(random: Random, withPrincipals: boolean): PolicyStatement {
  const actions = random() < 0.15 ? "NotAction" : "Action";
  const resources = random() < 0.15 ? "NotResource" : "Resource";
  return {
    Effect: random() < 0.25 ? "Deny" : "Allow",
    [actions]: some(random, ACTIONS, 3),
    [resources]: some(random, RESOURCES, 3),
    ...(withPrincipals ? { Principal: pick(random, PRINCIPALS) } : {}),
    ...(random() < 0.4 ? { Condition: pick(random, CONDITIONS) } : {}),
  };
}

const REQUESTED_ACTIONS = [
  ...["s3:GetObject", "s3:GetBucketAcl", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
  ...["sqs:ReceiveMessage", "sqs:DeceiveMessage", "sqs:SendMessage", "ec2:RunInstances", "ec2:ImportObject"],
];
const REQUESTED_RESOURCES = [
  ...["arn:aws:s3:::b", "arn:aws:s3:::b/in/x", "arn:aws:s3:::b/in/y", "arn:aws:s3:::b/out/x"],
  ...["arn:aws:s3:::c", "arn:aws:s3:::c/in/x", "arn:aws:s3:::cc/in/x"],
  ...["arn:aws:s3:::b/zed/x", "arn:aws:s3:::zed/in/x", "arn:aws:s3:::zed/in/y", "arn:aws:s3:::b/zed/y"],
  ...["arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:r"],
];
const REQUESTING = [
  ...["arn:aws:iam::111122223333:role/r", "arn:aws:iam::444455556666:user/u"],
  ...["events.amazonaws.com", "arn:aws:iam::777788889999:user/v"],
];
const VALUES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:x": [[], ["a"], ["A"], ["b"], ["ab"], ["c"], ["cd"]],
  "aws:username": [["in"], ["out"], ["b"], ["zed"]],
  "aws:y": [[], ["true"], ["false"]],
  "aws:n": [[], ["2"], ["3"], ["4"], ["5"], ["6"]],
  "aws:SourceIp": [[], ["10.0.0.1"], ["10.1.0.1"], ["192.168.0.1"]],
  "aws:m": [[], ["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
};

/** Requests of every sort that the statements could tell apart. */
export function requestsFor(statements: readonly PolicyStatement[]): readonly Request[] {
  const hasUser = JSON.stringify(statements).includes("aws:username");
  const named = new Set(
    statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.keys(keys))),
  );
  if (hasUser) named.add("aws:username");
  let contexts: readonly Request["keys"][] = [{}];
  for (const key of named) {
    const values = VALUES[key] ?? [];
    contexts = contexts.flatMap((keys) => values.map((value) => ({ ...keys, [key]: value })));
  }
  const principals = statements.some(({ Principal }) => Principal !== undefined)
    ? REQUESTING
    : REQUESTING.slice(0, 1);
  return principals.flatMap((principal) =>
    REQUESTED_ACTIONS.flatMap((action) =>
      REQUESTED_RESOURCES.flatMap((resource) =>
        contexts.map((keys) => ({ principal, action, resource, keys })),
      ),
    ),
  );
}

/** The same policy in other words: shuffled, in another case, split, with single strings and new Sids. */
export function respelled(
  random: Random,
  statements: readonly PolicyStatement[],
): readonly PolicyStatement[] {
  return shuffled(
    random,
    statements.flatMap((statement) => split(random, statement)),
  ).map((statement, index) => ({
    ...statement,
    Sid: `S${index}`,
  }));
}

function split(random: Random, statement: PolicyStatement): readonly PolicyStatement[] {
  const { Action, Resource } = statement;
  if (typeof Action !== "object") return [statement];
  const cased = Action.map((action) => (random() < 0.5 ? action.toLowerCase() : action.toUpperCase()));
  const resources = typeof Resource === "object" ? shuffled(random, Resource) : Resource;
  const rest = resources === undefined ? statement : { ...statement, Resource: resources };
  if (random() < 0.5) return [{ ...rest, Action: shuffled(random, cased) }];
  return cased.map((action) => ({ ...rest, Action: action }));
}

function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
