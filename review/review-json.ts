import { grouped } from "./changes/grouped.ts";
import { GATES, type Gate } from "./decisions/decision.ts";
import { plainText } from "./page/plain-text.ts";
import type { Alarm, Grant } from "./policies/policy-comparison.ts";
import type { Reviewed } from "./sections/reviewed.ts";
import { needsDecision, verdictLine } from "./verdict.ts";

/** What `--format json` writes, for gates; new fields may come, these stay. */
export interface ReviewJson {
  readonly format: 1;
  readonly verdict: string;
  /** What the exit code says. */
  readonly needsDecision: boolean;
  readonly gates: Readonly<Record<Gate, number>>;
  readonly plans: readonly {
    readonly stack: string;
    readonly terraformVersion: string;
    readonly errored: boolean;
    readonly complete: boolean;
    readonly failedChecks: readonly string[];
  }[];
  readonly decisions: readonly {
    readonly gate: Gate;
    readonly stack: string;
    readonly address: string;
    readonly text: string;
    readonly details: readonly string[];
  }[];
  readonly changes: readonly {
    readonly stack: string;
    readonly address: string;
    readonly type: string;
    readonly action: string;
    readonly reason?: string;
    readonly previousAddress?: string;
    /** The part of the page that tells of it. */
    readonly part: string;
  }[];
  readonly permissions: readonly {
    readonly stack: string;
    readonly address: string;
    /** Whose they are: a role's name, or the address of a resource with a policy of its own. */
    readonly owner: string;
    readonly knownAfterApply: boolean;
    /** Whether the comparison is complete. */
    readonly decided: boolean;
    readonly gained: readonly Grant[];
    readonly lost: readonly Grant[];
    readonly alarms: readonly Alarm[];
  }[];
  readonly drift: readonly {
    readonly stack: string;
    readonly address: string;
    readonly attributes: readonly string[];
  }[];
}

export function reviewJson(reviewed: Reviewed, gates: ReadonlySet<Gate>): ReviewJson {
  const { views, decisions, homes, policies } = reviewed;
  const byGate = grouped(decisions, ({ gate }) => gate);
  return {
    format: 1,
    verdict: verdictLine(reviewed),
    needsDecision: needsDecision(reviewed, gates),
    gates: Object.fromEntries(GATES.map((gate) => [gate, byGate.get(gate)?.length ?? 0])) as Record<
      Gate,
      number
    >,
    plans: views.map(({ plan: { stack, terraformVersion, errored, complete, failedChecks } }) => ({
      stack,
      terraformVersion,
      errored,
      complete,
      failedChecks: failedChecks.map(({ address }) => address),
    })),
    decisions: decisions.map(({ gate, stack, address, text, details }) => ({
      gate,
      stack,
      address,
      text: plainText(text),
      details: details.map(plainText),
    })),
    changes: [...homes].flatMap(([part, list]) =>
      list.map(({ change: { stack, address, type, action, reason, previousAddress } }) => ({
        stack,
        address,
        type,
        action,
        ...(reason === undefined ? {} : { reason }),
        ...(previousAddress === undefined ? {} : { previousAddress }),
        part,
      })),
    ),
    permissions: policies.map(({ change: { stack, address }, owner, unknown, comparison }) => ({
      stack,
      address,
      owner,
      knownAfterApply: unknown,
      decided: !unknown && comparison.decided,
      gained: unknown ? [] : comparison.gained,
      lost: unknown ? [] : comparison.lost,
      alarms: unknown ? [] : comparison.alarms,
    })),
    drift: views.flatMap(({ drift }) =>
      drift.map(({ change, attributes }) => ({
        stack: change.stack,
        address: change.address,
        attributes: attributes.map(({ name }) => name),
      })),
    ),
  };
}
