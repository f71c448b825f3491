import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isOfNew } from "./is-of-new.ts";
import { isCovered, openRanges, rangeWords } from "./open-ranges.ts";

/** What a security group or a network ACL lets in from the whole internet and did not before. */
export function openPorts({ type, before, after, unknown }: ResourceChange): string | undefined {
  if (type === "aws_security_group_rule" && after?.type === "egress") return undefined;
  if (type === "aws_network_acl_rule" && after?.egress === true) return undefined;
  // A new network ACL usually lets all in, as the one of the VPC does.
  const isNewList = type === "aws_network_acl" || unknown.network_acl_id === true;
  if (before === undefined && type.startsWith("aws_network_acl") && isNewList) return undefined;
  return gained("lets the whole internet in", openRanges(before, "ingress"), openRanges(after, "ingress"));
}

/** What a security group that was there lets out to the whole internet and did not before; one that is new usually lets all out. */
export function openWayOut(change: ResourceChange, view: PlanView): string | undefined {
  const { type, before, after } = change;
  if (type === "aws_security_group_rule" && after?.type !== "egress") return undefined;
  const isGroup = type === "aws_security_group";
  if (before === undefined && (isGroup || isOfNew(change, "security_group_id", /^aws_security_group$/, view)))
    return undefined;
  return gained("lets all out to the internet", openRanges(before, "egress"), openRanges(after, "egress"));
}

function gained(
  text: string,
  before: ReturnType<typeof openRanges>,
  after: ReturnType<typeof openRanges>,
): string | undefined {
  const opened = after.filter((range) => !isCovered(range, before));
  return opened.length === 0 ? undefined : `${text}: ${opened.map(rangeWords).join(", ")}`;
}

/** A way from the internet into subnets that were there. */
export function openSubnets({ before, after, unknown }: ResourceChange): string | undefined {
  const isOpen = (side: ResourceChange["after"]): boolean =>
    typeof side?.gateway_id === "string" &&
    side.gateway_id.startsWith("igw-") &&
    (side.destination_cidr_block === "0.0.0.0/0" || side.destination_ipv6_cidr_block === "::/0");
  return isOpen(after) && !isOpen(before) && unknown.route_table_id !== true
    ? "connects the subnets of its route table with the internet"
    : undefined;
}
