import type { SmallChange } from "./small-plan.ts";
import { entry } from "./small-plan.ts";

/** A number from 0 to below `bound`. */
export type Random = (bound: number) => number;

/** Numbers by a seed, the same everywhere (xorshift32). */
export function seededRandom(seed: number): Random {
  let state = seed * 2654435761 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;

/** A secret that no other text of a generated plan holds. */
const secret = (random: Random): string => `s3cr3t-${random(1_000_000)}-value`;

const ACTIONS = [
  ["update"],
  ["update"],
  ["update"],
  ["create"],
  ["delete"],
  ["delete", "create"],
  ["create", "delete"],
  ["forget"],
  ["no-op"],
] as const;

type Attributes = (random: Random, name: string) => Record<string, unknown>;

const policy = (random: Random): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: pick(random, ["s3:GetObject", "s3:*", ["sqs:SendMessage"]]),
        Resource: pick(random, ["*", "arn:aws:s3:::b/*"]),
      },
    ],
  });

const TYPES: Readonly<Record<string, Attributes>> = {
  aws_lambda_function: (random, name) => ({
    function_name: name,
    arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
    memory_size: pick(random, [128, 256, 512]),
    timeout: pick(random, [3, 30]),
    source_code_hash: pick(random, ["aaaa", "bbbb"]),
    environment: [{ variables: { KEY: secret(random) } }],
    tags: { build: random(3) },
  }),
  aws_sqs_queue: (random, name) => ({
    name,
    message_retention_seconds: pick(random, [60, 345600]),
    tags: { build: random(3) },
  }),
  aws_iam_role_policy: (random, name) => ({
    name,
    role: pick(random, ["one", "two"]),
    policy: policy(random),
  }),
  aws_cloudwatch_event_rule: (random, name) => ({
    name,
    event_pattern: JSON.stringify({ source: pick(random, [["a"], ["a", "b"], [{ prefix: "a" }]]) }),
  }),
  aws_sfn_state_machine: (random, name) => ({
    name,
    definition: JSON.stringify({
      StartAt: "A",
      States: { A: pick(random, [{ Type: "Pass", End: true }, { Type: "Succeed" }]) },
    }),
  }),
  aws_s3_bucket: (random, name) => ({ bucket: name, id: name, force_destroy: random(2) === 0 }),
  aws_db_instance: (random, name) => ({
    identifier: name,
    password: secret(random),
    multi_az: random(2) === 0,
  }),
  aws_lambda_layer_version: (random, name) => ({
    layer_name: name,
    skip_destroy: random(2) === 0,
    source_code_hash: pick(random, ["a", "b"]),
  }),
  null_resource: (random) => ({ triggers: { at: random(4) } }),
};

export interface RandomPlan {
  readonly text: string;
  readonly secrets: readonly string[];
}

/** A plan with up to forty changes of many kinds, drift among them, and secrets in many places. */
export function randomPlan(random: Random): RandomPlan {
  const changes = Array.from({ length: random(40) }, (_, index) => randomChange(random, index));
  const drift = Array.from({ length: random(4) }, (_, index) => ({
    ...randomChange(random, 1000 + index),
    actions: ["update"],
  }));
  const text = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    errored: random(10) === 0,
    complete: random(10) !== 0,
    resource_changes: changes.map(randomEntry(random)),
    resource_drift: drift.map(entry),
    output_changes:
      random(3) === 0
        ? { out: { actions: [pick(random, ["create", "update", "delete"])], before: 1, after: 2 } }
        : {},
  });
  return { text, secrets: [...new Set(text.match(/s3cr3t-\d+-value/g))] };
}

function randomChange(random: Random, index: number): SmallChange {
  const type = pick(random, Object.keys(TYPES));
  const name = `n${index}`;
  const attributes = TYPES[type] as Attributes;
  const actions = pick(random, ACTIONS);
  const before =
    actions[0] === "create" && actions.length === 1
      ? null
      : { ...attributes(random, name), extra: secret(random) };
  const after =
    actions.includes("delete" as never) && actions.length === 1
      ? null
      : { ...attributes(random, name), extra: secret(random) };
  return {
    address: `${pick(random, ["", "module.a.", 'module.b["x y"].'])}${type}.${name}${pick(random, ["", "[0]", '["k"]'])}`,
    actions,
    before,
    after: actions[0] === "no-op" || actions[0] === "forget" ? before : after,
    unknown: random(5) === 0 ? { arn: true } : {},
    beforeSensitive: { extra: true },
    afterSensitive: { extra: true },
  };
}

const randomEntry =
  (random: Random) =>
  (change: SmallChange): object => ({
    ...entry(change),
    ...(random(8) === 0 ? { previous_address: `${change.address}_before` } : {}),
  });
