const pathFields = new Map<string, string>();

/** `SecondsPath` of `Seconds`; put together once, for a state is asked for many settings that it does not have. */
export function pathField(name: string): string {
  const known = pathFields.get(name);
  if (known !== undefined) return known;
  const field = `${name}Path`;
  pathFields.set(name, field);
  return field;
}
