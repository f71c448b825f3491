/** Whether the name occurs in code in any way; esbuild keeps imports that nothing uses. */
export function isMentioned(name: string, code: string): boolean {
  return new RegExp(`${BEFORE}${escaped(name)}${AFTER}`).test(code);
}

/**
 * The members of an imported name that code, as esbuild prints it, asks for, where it does nothing else with the name: `z.object`
 * and `z.string`. A text that looks like a use counts as one: so members may be too many, or the answer undefined, but none is missing.
 *
 * @returns undefined where the name occurs in another way
 */
export function membersOnly(name: string, code: string): ReadonlySet<string> | undefined {
  const members = new Set<string>();
  for (const [, member] of code.matchAll(mentionsOf(name))) {
    if (member === undefined) return undefined;
    members.add(member);
  }
  return members;
}

const BEFORE = "(?<![\\w$#])";
const AFTER = "(?![\\w$])";

/** What comes after a single dot is a member of something else, which may have the same name. */
function mentionsOf(name: string): RegExp {
  const notMember = "(?<!(?:^|[^.])\\.)";
  const member = "(?:\\.([A-Za-z_$][\\w$]*)(?![\\w$\\\\\\u0080-\\uffff]))?";
  return new RegExp(`${BEFORE}${notMember}${escaped(name)}${AFTER}${member}`, "g");
}

/** In a name only the dollar sign means something in a pattern. */
function escaped(name: string): string {
  return name.replaceAll("$", "\\$");
}
