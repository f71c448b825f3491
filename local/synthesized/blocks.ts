/** The blocks of one name in a resource: Terraform JSON has a list of them, or a single one without a list. */
export function blocksOf<Block>(field: unknown): readonly Block[] {
  if (field === undefined || field === null) return [];
  return (Array.isArray(field) ? field : [field]) as readonly Block[];
}

/** The block of a name that a resource has once at most. */
export function firstBlock<Block>(field: unknown): Block | undefined {
  return blocksOf<Block>(field)[0];
}
