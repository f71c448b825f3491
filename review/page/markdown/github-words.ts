/**
 * What GitHub makes a link, a notification, a picture or a formula of, wherever it finds it in the finished text. A backslash or an entity
 * does not help, since both are gone by then; only code is left alone. ("Autolinked references and URLs", "Writing mathematical
 * expressions", "Basic writing and formatting syntax" in GitHub's documentation.)
 *
 * Each pattern also takes what only looks like it: as code, a word more costs nothing.
 */
const PATTERNS: readonly RegExp[] = [
  /[@#$`]/, // people, teams, mail; issues; formulas; and what would end or begin code
  /:\/\/|www\./i, // bare addresses
  /(?:mailto|xmpp):/i,
  /:[\w+-]+:/, // emoji
  /[a-z]-\d|ghsa-/i, // GH-1, CVE-2026-1, and the references that a repository defines (JIRA-12)
  /(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/i, // commits
  /<\S/, // tags and comments
];

/** Whether a word without spaces must be code to stay the text that it is. */
export function isGithubWord(word: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(word));
}
