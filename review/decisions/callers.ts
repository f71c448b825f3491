import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { accountIn } from "./account-in.ts";
import type { Decision } from "./decision.ts";
import { iamDecision } from "./iam-decision.ts";
import { hasWiderSource } from "./wider-source.ts";

const PERMISSION = /^aws_(?:lambda_(?:layer_version_)?|cloudwatch_event_)permission$/;

/** Who may call a function, use a layer or send to a bus from now on, apart from everybody: other accounts, and more of a source. */
export const callerDecisions = (view: PlanView, account: string | undefined): readonly Decision[] =>
  view.changes
    .filter(({ type, after }) => PERMISSION.test(type) && after !== undefined)
    .flatMap((change) =>
      [foreign(change, account, view), wider(change, view), everything(change)].flatMap((text) =>
        text === undefined ? [] : [iamDecision(change, text)],
      ),
    );

const NAMING = ["principal", "source_account", "source_arn"];

/** Of another account, be it the caller itself or that for which a service calls. */
function foreign(
  change: ResourceChange,
  account: string | undefined,
  { plan }: PlanView,
): Inline | undefined {
  const { before, after } = change;
  const name = NAMING.find((key) => {
    const found = accountIn(after?.[key]);
    return found !== undefined && found !== account && found !== accountIn(before?.[key]);
  });
  const isKnown = account !== undefined || name === "principal";
  return name === undefined || !isKnown
    ? undefined
    : [
        ...resourceName(change),
        " lets another account in: ",
        { code: plan.scrub(String(after?.[name])) },
        ".",
      ];
}

function wider(change: ResourceChange, { shown }: PlanView): Inline | undefined {
  const { before, after } = change;
  const isLimited = after?.source_arn !== null || typeof after?.source_account === "string";
  if (before?.principal !== after?.principal || !isLimited || !hasWiderSource(change)) return undefined;
  return [
    ...resourceName(change),
    " lets more call the function (source_arn: ",
    { code: shown(before?.source_arn) ?? "one" },
    " → ",
    { code: shown(after?.source_arn) ?? "more" },
    ").",
  ];
}

const everything = (change: ResourceChange): Inline | undefined =>
  change.after?.action === "lambda:*" && change.before?.action !== "lambda:*"
    ? [...resourceName(change), " lets its caller do everything with the function."]
    : undefined;
