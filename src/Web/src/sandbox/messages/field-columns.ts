/** Fields beside each other stand in three columns; each row of them begins anew. */
export function column(fields: readonly { inline?: boolean }[], at: number): number {
  const before = fields.slice(0, at).findLastIndex(({ inline }) => !inline);
  return ((at - before - 1) % 3) + 1;
}
