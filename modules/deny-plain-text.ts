import type { PolicyStatement } from "./policy-document.ts";

/** Refuses everybody whose connection is not encrypted. `actions` are all of the service: `s3:*`. */
export function denyPlainText(actions: string, resources: readonly string[]): PolicyStatement {
  return {
    sid: "DenyPlainText",
    effect: "Deny",
    principals: { AWS: "*" },
    actions: [actions],
    resources,
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}
