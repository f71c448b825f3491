import assert from "node:assert/strict";
import type { Json } from "../../../review/plan/json.ts";
import { comparePolicies, type PolicyContext } from "../../../review/policies/compare-policies.ts";
import { allow, deny, policyOf } from "./allow-statement.ts";

const OBJECTS = "arn:aws:s3:::docs/*";
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:work";
const HOME = { AWS: "111122223333" };
const GITHUB = "token.actions.githubusercontent.com";

type Case = readonly [title: string, before: Json | undefined, after: Json, alarms: readonly string[]];

function check(kind: PolicyContext["kind"], cases: readonly Case[]): void {
  for (const [title, before, after, expected] of cases) {
    it(title, () => {
      const { alarms } = comparePolicies(before, after, { kind, account: "111122223333" });
      assert.deepEqual(
        alarms.map(({ kind, text }) => `${kind}: ${text}`),
        expected,
      );
    });
  }
}

const reads = (condition: Json | undefined, principal: Json = "*"): Json =>
  policyOf(
    allow("s3:GetObject", OBJECTS, {
      Principal: principal,
      ...(condition === undefined ? {} : { Condition: condition }),
    }),
  );
const sends = (condition: Json): Json =>
  policyOf(
    allow("sqs:SendMessage", QUEUE, { Principal: { Service: "events.amazonaws.com" }, Condition: condition }),
  );
const trusts = (principal: Json, condition: Json = {}): Json =>
  policyOf(allow("sts:AssumeRole", undefined, { Principal: principal, Condition: condition }));
const web = (condition: Json): Json =>
  policyOf(
    allow("sts:AssumeRoleWithWebIdentity", undefined, {
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
      Condition: condition,
    }),
  );

describe("the alarms of an identity's policy", () => {
  const base = allow("sqs:SendMessage", QUEUE);
  check("identity", [
    [
      "say that everything is allowed",
      policyOf(base),
      policyOf(allow("*", "*")),
      [`all-actions: Allows every action on every resource (was sqs:SendMessage on ${QUEUE})`],
    ],
    [
      "say that nearly everything is allowed",
      policyOf(base),
      policyOf(base, { Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }),
      [`all-actions: Allows every action except iam:* on every resource (was sqs:SendMessage on ${QUEUE})`],
    ],
    [
      "say what lets somebody rise",
      policyOf(base),
      policyOf(base, allow(["iam:PassRole", "iam:GetRole"], "*")),
      [
        "privilege-escalation: Allows iam:PassRole on every resource: whoever has it can hand any role to a service that runs its code",
        "all-resources: Allows iam:GetRole on every resource",
      ],
    ],
    [
      "take a wildcard for what it holds",
      policyOf(base),
      policyOf(base, allow("iam:Put*", "arn:aws:iam::*:role/*")),
      [
        "privilege-escalation: Allows iam:Put* on arn:aws:iam::*:role/*: whoever has it can give itself any permission",
      ],
    ],
    [
      "take passing one role for a grant as others",
      policyOf(base),
      policyOf(base, allow("iam:PassRole", "arn:aws:iam::111122223333:role/app")),
      ["more-actions: Allows iam:PassRole on arn:aws:iam::111122223333:role/app"],
    ],
    [
      "tell actions on more from more actions",
      policyOf(base),
      policyOf(allow(["sqs:SendMessage", "sqs:PurgeQueue"], [QUEUE, `${QUEUE}-2`])),
      [
        `wider-resource: Allows sqs:SendMessage on ${QUEUE}-2 (was sqs:SendMessage on ${QUEUE})`,
        `more-actions: Allows sqs:PurgeQueue on ${QUEUE} and ${QUEUE}-2`,
      ],
    ],
    [
      "tell every resource",
      policyOf(base),
      policyOf(allow("sqs:SendMessage", "*")),
      [`all-resources: Allows sqs:SendMessage on every resource (was sqs:SendMessage on ${QUEUE})`],
    ],
    [
      "do not mind what AWS allows on everything only",
      policyOf(base),
      policyOf(base, allow("xray:PutTraceSegments", "*")),
      ["more-actions: Allows xray:PutTraceSegments on every resource"],
    ],
    [
      "name a condition that is gone",
      policyOf(allow("s3:*", OBJECTS, { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })),
      policyOf(allow("s3:*", OBJECTS)),
      [
        `condition-removed: Allows every action of s3 on ${OBJECTS} without the condition that aws:SourceIp is in 10.0.0.0/8`,
      ],
    ],
    [
      "name a denial that became smaller",
      policyOf(deny("s3:*", "*")),
      policyOf(deny("s3:Put*", "*")),
      [
        "deny-removed: No longer denies every action of s3 on every resource (still: s3:Put* on every resource)",
      ],
    ],
    [
      "are none for a new policy of a few actions",
      undefined,
      policyOf(base, allow("xray:Put*", OBJECTS)),
      [],
    ],
    [
      "are none where conditions become stricter",
      policyOf(base),
      policyOf(
        allow("sqs:*Message", QUEUE, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
        deny("sqs:ReceiveMessage", "*"),
        deny("sqs:DeleteMessage", "*"),
        { Effect: "Deny", NotAction: "sqs:SendMessage", Resource: "*" },
      ),
      [],
    ],
  ]);
});

describe("the alarms of a resource's policy", () => {
  check("resource", [
    [
      "say that everybody may call",
      reads(undefined, HOME),
      reads(undefined),
      [`public-principal: Lets everyone call s3:GetObject on ${OBJECTS}: no condition limits who`],
    ],
    [
      "are the same for {AWS: *}",
      reads(undefined, HOME),
      reads(undefined, { AWS: "*" }),
      [`public-principal: Lets everyone call s3:GetObject on ${OBJECTS}: no condition limits who`],
    ],
    [
      "take an organization for a limit",
      reads(undefined, HOME),
      reads({ StringEquals: { "aws:PrincipalOrgID": "o-abc" } }),
      [`more-principals: Lets everyone call s3:GetObject on ${OBJECTS} if aws:PrincipalOrgID is o-abc`],
    ],
    [
      "do not take what may be absent for a limit",
      reads(undefined, HOME),
      reads({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abc" } }),
      [
        `public-principal: Lets everyone call s3:GetObject on ${OBJECTS} if aws:PrincipalOrgID is o-abc (or is not given): no condition limits who`,
      ],
    ],
    [
      "do not take roles of any account for a limit",
      reads(undefined, HOME),
      reads({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app" } }),
      [
        `public-principal: Lets everyone call s3:GetObject on ${OBJECTS} if aws:PrincipalArn is like arn:aws:iam::*:role/app: no condition limits who`,
      ],
    ],
    [
      "say that the limit is gone",
      reads({ StringEquals: { "aws:PrincipalOrgID": "o-abc" } }),
      reads(undefined),
      [
        `public-principal: Lets everyone call s3:GetObject on ${OBJECTS} without the condition that aws:PrincipalOrgID is o-abc: no condition limits who`,
      ],
    ],
    [
      "say which account is another one",
      reads(undefined, HOME),
      reads(undefined, { AWS: ["111122223333", "arn:aws:iam::999988887777:root"] }),
      [
        `cross-account: Lets account 999988887777 call s3:GetObject on ${OBJECTS}: the caller is in another account`,
      ],
    ],
    [
      "find the account in a condition",
      reads(undefined, HOME),
      reads({ StringEquals: { "aws:PrincipalAccount": "999988887777" } }),
      [
        `cross-account: Lets everyone call s3:GetObject on ${OBJECTS} if aws:PrincipalAccount is 999988887777: the caller is in another account`,
      ],
    ],
    [
      "say that a source is not asked for any more",
      sends({ ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/a" } }),
      sends({}),
      [
        `condition-removed: Lets events.amazonaws.com call sqs:SendMessage on ${QUEUE} without the condition that aws:SourceArn is like arn:aws:events:eu-west-1:111122223333:rule/a`,
      ],
    ],
    [
      "are none for a source less",
      sends({ StringEquals: { "aws:SourceAccount": ["1", "2"] } }),
      sends({ StringEquals: { "aws:SourceAccount": "1" } }),
      [],
    ],
    [
      "are none for an exception more",
      sends({ StringNotEquals: { "aws:x": "1" } }),
      sends({ StringNotEquals: { "aws:x": ["1", "2"] } }),
      [],
    ],
  ]);
});

describe("the alarms of a policy with exceptions", () => {
  check("resource", [
    [
      "say that everybody but one may call",
      undefined,
      policyOf(allow("s3:GetObject", OBJECTS, { NotPrincipal: { AWS: "arn:aws:iam::111122223333:user/x" } })),
      [
        `public-principal: Lets everyone except arn:aws:iam::111122223333:user/x call s3:GetObject on ${OBJECTS}: no condition limits who`,
      ],
    ],
    [
      "take a denial of all others for a limit",
      reads(undefined, HOME),
      policyOf(
        allow("s3:GetObject", OBJECTS, { Principal: "*" }),
        deny("s3:*", OBJECTS, {
          Principal: "*",
          Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abc" } },
        }),
      ),
      [`more-principals: Lets everyone call s3:GetObject on ${OBJECTS} if aws:PrincipalOrgID is o-abc`],
    ],
  ]);
  check("identity", [
    [
      "say what is denied of it",
      policyOf(allow("s3:*", "*")),
      policyOf(allow("*", "*"), deny(["iam:*", "sts:*"], "*")),
      [
        "all-actions: Allows every action on every resource, but for what is denied: every action of iam and sts on every resource (was every action of s3 on every resource)",
      ],
    ],
  ]);
});

describe("the alarms of a trust policy", () => {
  check("trust", [
    [
      "say that a service may assume the role",
      trusts({ Service: "lambda.amazonaws.com" }),
      trusts({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }),
      ["more-principals: Lets ec2.amazonaws.com assume the role"],
    ],
    [
      "say that another account may",
      trusts({ Service: "lambda.amazonaws.com" }),
      trusts({ AWS: "999988887777" }),
      ["cross-account: Lets account 999988887777 assume the role: the caller is in another account"],
    ],
    [
      "are none where the account becomes one role of it",
      trusts(HOME),
      trusts({ AWS: "arn:aws:iam::111122223333:role/app" }),
      [],
    ],
    [
      "say that any token is enough",
      undefined,
      web({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }),
      [
        `public-principal: Lets arn:aws:iam::111122223333:oidc-provider/${GITHUB} assume the role if ${GITHUB}:aud is sts.amazonaws.com: any token of ${GITHUB} is enough, as no condition names its subject`,
      ],
    ],
    [
      "are none for a new role that one repository may assume",
      undefined,
      web({ StringLike: { [`${GITHUB}:sub`]: "repo:org/app:*" } }),
      [],
    ],
    [
      "are not fooled by a subject that is everybody",
      undefined,
      web({ StringLike: { [`${GITHUB}:sub`]: "repo:*" } }),
      [
        `public-principal: Lets arn:aws:iam::111122223333:oidc-provider/${GITHUB} assume the role if ${GITHUB}:sub is like repo:*: any token of ${GITHUB} is enough, as no condition names its subject`,
      ],
    ],
  ]);
});
