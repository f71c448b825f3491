/** Formats that are credentials wherever they stand, as their issuers document them. */
const FORMATS: readonly RegExp[] = [
  // AWS: "IAM identifiers", unique id prefixes of access keys.
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  // GitHub: "Behind GitHub's new authentication token formats".
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\bhooks\.slack\.com\/services\/[A-Za-z0-9/]+/g,
  /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bpypi-[A-Za-z0-9_-]{32,}/g,
  /\bdop_v1_[a-f0-9]{64}\b/g,
  /\bhvs\.[A-Za-z0-9_-]{24,}/g,
  /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  // JSON Web Token, RFC 7519: three parts, of which the first two are JSON objects.
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g,
  // PEM, RFC 7468, also where line breaks are written as \n, and where its end is cut off.
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{0,60}-----)?/g,
];

/** A word that says what follows is secret, then a sign, then the value: `password=…`, `"apiKey": "…"`. */
const NAMED =
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|auth)["']?\s{0,3}[=:]\s{0,3}["']?)([^\s"'&,;{}<>()[\]|]{4,})/gi;

/** User and password in an address, RFC 3986 section 3.2.1; and the value behind `Bearer` and `Basic`. */
const IN_ADDRESS = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,100}:)([^\s/@"']{1,200})(?=@)/gi;
const IN_HEADER = /(\b(?:Bearer|Basic)\s{1,3})([A-Za-z0-9+/_.~-]{8,}=*)/g;

/**
 * The text with `replace(secret)` in the place of what looks like a credential; the words around it stay.
 *
 * @param replace - called for each, with the credential alone.
 */
export function withoutCredentials(text: string, replace: (secret: string) => string): string {
  if (text.length < 8) return text;
  let clean = text;
  for (const format of FORMATS) clean = clean.replace(format, (secret) => replace(secret));
  for (const parts of [IN_ADDRESS, IN_HEADER, NAMED]) {
    clean = clean.replace(parts, (whole, before: string, secret: string) =>
      isReference(secret) ? whole : `${before}${replace(secret)}`,
    );
  }
  return clean;
}

/** What names a secret and is none: an ARN, a path into a document, a placeholder, a template. */
const isReference = (value: string): boolean => /^(?:arn:|\$|true$|false$|null$|\(secret|<)/i.test(value);

const SECRET_NAME =
  /pass(?:word|wd|phrase)(?!_policy$)|secret(?!.*(?:arn|name|id)$)|(?<!^http_)token(?!.*(?:arn|ttl|validity|endpoint)$)|api[_-]?key(?!.*(?:id|source)$)|(?:access|private|master|auth)[_-]?key(?!.*(?:id|arn)$)|credential|^auth$|connection[_-]?string/i;

/** Whether the name of an attribute or a variable says that its value is a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/**
 * Whether a text without spaces is so mixed that a person hardly wrote it: long, of letters and digits, with the variety of chance.
 * Names of cloud resources are words with a sign between; digests are told apart by whoever shows them.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 20 || /[\s:{}]/.test(text)) return false;
  const words = text.split(/[-_./@]/);
  return words.some(
    (word) => word.length >= 20 && /[0-9]/.test(word) && /[a-zA-Z]/.test(word) && entropyBits(word) > 3.5,
  );
}

/** Shannon entropy, bits for each character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
