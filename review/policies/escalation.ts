import type { Effort } from "./effort.ts";
import { type Glob, readGlob } from "./glob.ts";
import { hasText } from "./has-text.ts";

/**
 * What whoever has an action can make of it. Short on purpose: the actions that alone, and on whatever they like, lead to the
 * permissions of others. After "AWS IAM Privilege Escalation: Methods and Mitigation" (Rhino Security Labs) and "Access Analyzer policy check
 * reference" (AWS documentation).
 */
const ESCALATIONS: readonly (readonly [reason: string, actions: readonly string[]])[] = [
  [
    "give itself any permission",
    [
      ...["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
      ...["iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:AttachRolePolicy"],
      ...["iam:PutUserPolicy", "iam:PutGroupPolicy", "iam:PutRolePolicy"],
      ...["iam:AddUserToGroup", "iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
    ],
  ],
  [
    "act as any user",
    [
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:UpdateLoginProfile",
      "iam:CreateServiceSpecificCredential",
    ],
  ],
  ["become any role", ["iam:UpdateAssumeRolePolicy"]],
  ["become any role that trusts it", ["sts:AssumeRole"]],
  ["hand any role to a service that runs its code", ["iam:PassRole"]],
  ["run its own code as any function", ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"]],
  ["run commands on any instance", ["ssm:SendCommand", "ssm:StartSession"]],
];

const GLOBS = ESCALATIONS.map(
  ([reason, actions]) =>
    [
      reason,
      actions.map((action) => readGlob(action.toLowerCase(), { wildcards: false, variables: false })),
    ] as const,
);

/** What the action, perhaps with wildcards, lets its holder do; undefined of a harmless one. Patterns must be in lower case. */
export function escalationOf(action: Glob, effort: Effort): string | undefined {
  if (effort.left < 0) return undefined;
  return GLOBS.find(([, globs]) => hasText([[action], globs], [], effort))?.[0];
}

/** Whether a resource stands for all of its type: `*`, `arn:aws:iam::*:role/*`, but not `…:role/app-*`. */
export function isWideResource(resource: string): boolean {
  if (resource.startsWith("not ") || /^\*+$/.test(resource)) return true;
  const rest = resource.split(":").slice(5).join(":");
  return resource.includes("*") && (/^[^/:*]*[/:]?\*+$/.test(rest) || rest === "");
}
