import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";

/** @typedef {{ readonly filename: string, readonly sourceCodeHash: string }} FunctionCode */

/**
 * The five resources that Terraloom's `LambdaFunction` declares, in bare cdktf.
 *
 * @param {import("cdktf").TerraformStack} stack
 * @param {string} name
 * @param {FunctionCode} code
 */
export function declareFunction(stack, name, code) {
  const logGroup = new CloudwatchLogGroup(stack, `${name}-logs`, {
    name: `/aws/lambda/${name}`,
    retentionInDays: 365,
  });
  const role = new IamRole(stack, `${name}-role`, { name, assumeRolePolicy: TRUST_POLICY });
  const policy = new IamRolePolicy(stack, `${name}-policy`, {
    name: "granted",
    role: role.name,
    policy: loggingPolicy(logGroup.arn),
  });
  const lambda = new LambdaFunction(stack, `${name}-function`, {
    functionName: name,
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    architectures: ["arm64"],
    memorySize: 256,
    timeout: 10,
    ...code,
    publish: true,
    tracingConfig: { mode: "Active" },
    loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
    dependsOn: [policy],
  });
  new LambdaAlias(stack, `${name}-live`, {
    name: "live",
    functionName: lambda.functionName,
    functionVersion: lambda.version,
  });
}

const TRUST_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** @param {string} logGroupArn */
function loggingPolicy(logGroupArn) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        Resource: ["*"],
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${logGroupArn}:*`],
      },
    ],
  });
}
