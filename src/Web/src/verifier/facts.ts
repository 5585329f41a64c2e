/** What is typed or comes with a link; each also the id of its field on the page. */
export const names = ['game', 'nonce', 'input', 'client', 'server', 'hash', 'result'] as const;

export type Name = (typeof names)[number];
export type Facts = Readonly<Partial<Record<Name, string>>>;

/** What a link tells. It stands behind the #, which a browser sends to no server. */
export const factsOf = (link: string): Facts => {
  const fragment = new URLSearchParams(link.slice(link.indexOf('#') + 1));
  const facts: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = fragment.get(name);
    if (value !== null) facts[name] = value;
  }
  return facts;
};
