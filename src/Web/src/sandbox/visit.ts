const Key = { Person: 'sandbox.person', Channel: 'sandbox.channel', Dismissed: 'sandbox.dismissed' } as const;

/** Who this window is and where. The address says it too, so that a second window can be somebody else. */
export class Visit {
  #person: string | null = [new URLSearchParams(location.search).get('as'), sessionStorage.getItem(Key.Person)].find(Boolean) ?? null;
  #channel: string | null = [location.hash.slice(1), sessionStorage.getItem(Key.Channel)].find(Boolean) ?? null;
  readonly #dismissed = new Set(JSON.parse(sessionStorage.getItem(Key.Dismissed) ?? '[]') as string[]);

  get person(): string | null {
    return this.#person;
  }

  set person(id: string | null) {
    this.#person = id;
    this.#remember(Key.Person, id);
  }

  get channel(): string | null {
    return this.#channel;
  }

  set channel(id: string | null) {
    this.#channel = id;
    this.#remember(Key.Channel, id);
  }

  /** Where another window would be this person, in the same place. */
  addressAs(person: string): string {
    return `${location.pathname}?as=${encodeURIComponent(person)}${location.hash}`;
  }

  /** Discord forgets such a message on its own side of the screen only. */
  dismiss(id: string): void {
    this.#dismissed.add(id);
    sessionStorage.setItem(Key.Dismissed, JSON.stringify([...this.#dismissed]));
  }

  hasDismissed(id: string): boolean {
    return this.#dismissed.has(id);
  }

  #remember(key: string, value: string | null): void {
    if (value === null) {
      sessionStorage.removeItem(key);
      return;
    }
    sessionStorage.setItem(key, value);
    const query = this.#person === null ? '' : `?as=${encodeURIComponent(this.#person)}`;
    history.replaceState(null, '', `${location.pathname}${query}${this.#channel ? `#${this.#channel}` : ''}`);
  }
}
