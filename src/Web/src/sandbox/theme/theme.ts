export type Theme = 'light' | 'dark';

const Key = 'sandbox.theme';

/** The theme chosen here before, or else what the system prefers; follows the system until one is chosen. */
export class ThemeChoice extends EventTarget {
  readonly #system = matchMedia('(prefers-color-scheme: light)');
  #chosen = localStorage.getItem(Key) as Theme | null;

  constructor() {
    super();
    this.#system.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get now(): Theme {
    return this.#chosen ?? (this.#system.matches ? 'light' : 'dark');
  }

  toggle(): void {
    this.#chosen = this.now === 'light' ? 'dark' : 'light';
    localStorage.setItem(Key, this.#chosen);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset.theme = this.now;
    this.dispatchEvent(new Event('change'));
  }
}
