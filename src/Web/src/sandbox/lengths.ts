/** As Discord counts: characters, not UTF-16 units, without the spaces around them. */
export const lengthOf = (text: string): number => Array.from(text.trim()).length;

/** What is wrong with a text's length, in Discord's words; undefined when nothing is. */
export function lengthProblem(text: string, least: number, most: number): string | undefined {
  const length = lengthOf(text);
  if (length > most) {
    return `Must be ${most} or fewer in length.`;
  }
  return length < least ? `Must be ${least} or more in length.` : undefined;
}
