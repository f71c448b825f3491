import { counted } from "../../reporting/counted.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { joined } from "../page/joined.ts";
import { isReplacement } from "../plan/actions.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Loss } from "./rules/losses.ts";
import { settingAt } from "./setting.ts";
import type { Twin } from "./twin.ts";
import { isLasting } from "./what-is-lost.ts";
import { hasWiderSource } from "./wider-source.ts";

/** What more there is to know of a loss: what comes in between, what holds it up, and what is left afterwards. */
export const lossDetails = (
  change: ResourceChange,
  loss: Loss | undefined,
  view: PlanView,
  twin: Twin | undefined,
): readonly Inline[] => [
  ...meantime(change, loss),
  ...obstacles(change).map((text) => [text]),
  ...(change.type === "aws_lambda_layer_version" ? [layerUse(change, view)] : []),
  ...(change.type === "aws_lambda_permission" && twin?.isAlike !== true ? permissionLost(change, view) : []),
  ...placeLost(change),
  ...madeAgain(twin),
];

function meantime(change: ResourceChange, loss: Loss | undefined): readonly Inline[] {
  const { action, type } = change;
  // Functions keep what they use of an old layer version.
  if (action !== "delete-then-create" || type === "aws_lambda_layer_version") return [];
  const isTold = loss === undefined || isLasting(change, loss);
  return [
    [
      isTold
        ? "Between the old and the new one there is none."
        : `Between the old and the new one, ${loss.text.replace(/ any more$/, "")}.`,
    ],
  ];
}

const FLAGS: readonly (readonly [type: RegExp, flag: string, on: string, off: string])[] = [
  [
    /^aws_s3_(?:directory_)?bucket$/,
    "force_destroy",
    "the objects are deleted without a question",
    "the apply fails as long as objects are in it",
  ],
  [
    /^aws_ecr_repository$/,
    "force_delete",
    "the images are deleted without a question",
    "the apply fails as long as images are in it",
  ],
  [
    /^aws_(?:db_instance|(?:rds|docdb|neptune|redshift)_cluster)$/,
    "skip_final_snapshot",
    "no last snapshot is made",
    "a last snapshot is made",
  ],
];

const PROTECTIONS = ["deletion_protection", "deletion_protection_enabled", "enable_deletion_protection"];

/** What keeps an object from being deleted at once, or does not. */
function obstacles({ type, before = {} }: ResourceChange): readonly string[] {
  const flags = FLAGS.filter(([of]) => of.test(type)).map(
    ([, flag, on, off]) => `${flag} is ${before[flag] === true ? `on: ${on}` : `off: ${off}`}.`,
  );
  const protection = PROTECTIONS.find((name) => before[name] === true || before[name] === "ACTIVE");
  return [
    ...flags,
    ...(protection === undefined ? [] : [`${protection} is on: the apply fails as long as it is.`]),
    ...restorable(type, before),
  ];
}

function restorable(type: string, before: { readonly [name: string]: Json }): readonly string[] {
  const name = {
    aws_kms_key: "deletion_window_in_days",
    aws_secretsmanager_secret: "recovery_window_in_days",
  }[type];
  if (name === undefined) return [];
  const days = typeof before[name] === "number" ? before[name] : 30;
  return [days === 0 ? `${name} is 0: it is deleted at once.` : `For ${days} days it can be restored.`];
}

/** Which functions of the plan still name a layer version that goes. */
function layerUse(change: ResourceChange, view: PlanView): Inline {
  const arn = change.before?.arn;
  const using = view.plan.changes.filter(
    ({ type, action, before }) =>
      type === "aws_lambda_function" &&
      action !== "delete" &&
      Array.isArray(before?.layers) &&
      before.layers.includes(arn ?? ""),
  );
  const staying = using.filter(
    ({ after }) => Array.isArray(after?.layers) && after.layers.includes(arn ?? ""),
  );
  if (staying.length > 0) return ["Still used by ", ...joined(staying.map(resourceName)), "."];
  const moving =
    using.length === 0
      ? "No function of this plan uses it"
      : `The ${counted(using.length, "function")} of this plan that use it move on`;
  return [
    `${moving}; one elsewhere that names this version goes on running and cannot be changed any more. skip_destroy keeps old versions.`,
  ];
}

/** Who may no longer call a function; of a replaced permission, if the new one is known to be for somebody else. */
function permissionLost(change: ResourceChange, { shown }: PlanView): readonly Inline[] {
  const { action, before, after } = change;
  if (change.deposed !== undefined) return [];
  const isOther = ["principal", "source_arn", "function_name"].some(
    (name) => typeof after?.[name] === "string" && after[name] !== before?.[name],
  );
  if (isReplacement(action) && (!isOther || after?.principal === "*" || hasWiderSource(change))) return [];
  const source = shown(before?.source_arn);
  return [
    [
      { code: shown(before?.principal) ?? "somebody" },
      " may no longer call ",
      { code: shown(before?.function_name) ?? "the function" },
      ...(source === undefined || source === "none" ? [] : [" from ", { code: source }]),
      ".",
    ],
  ];
}

const POSITIONS: Readonly<Record<string, string>> = {
  LATEST: "the new one begins with what comes then, and reads nothing older",
  TRIM_HORIZON: "the new one begins with the oldest that is left, and reads it again",
  AT_TIMESTAMP: "the new one begins at its timestamp",
};

/** Where a reader of a stream has come to is known to it alone. */
function placeLost(change: ResourceChange): readonly Inline[] {
  if (!isReplacement(change.action)) return [];
  const begins = [
    "starting_position",
    "source_parameters.kinesis_stream_parameters.starting_position",
    "source_parameters.dynamodb_stream_parameters.starting_position",
  ].flatMap((path) => {
    const { before, after } = settingAt(change, path);
    return typeof before === "string" && typeof after === "string" ? [POSITIONS[after]] : [];
  });
  return begins.flatMap((words) =>
    words === undefined ? [] : [[`Its place in the stream is lost: ${words}.`]],
  );
}

/** The same object at another address: as long as Terraform does not know that, it destroys and makes it. */
function madeAgain(twin: Twin | undefined): readonly Inline[] {
  if (twin === undefined) return [];
  const how = twin.isAlike ? "is made, and is the same" : "is made with the same name";
  return [[...resourceName(twin.change), ` ${how}: with a moved block it would be kept.`]];
}
