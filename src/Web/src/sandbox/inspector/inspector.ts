import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Exchange, Switches } from '../contract.ts';
import { showErrors } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';

const Faults: readonly { key: keyof Switches; label: string; about: string }[] = [
  { key: 'rate_limits', label: 'Rate limits', about: 'What the bot calls at Discord is limited; replies themselves are not.' },
  { key: 'outage', label: 'Outage', about: 'Discord’s API answers 503 to the bot.' },
];

const CopiedMilliseconds = 2000;

/** What went over the wire: each signed request with its answer, newest first; and the faults that can be switched on. Fires `close`. */
export class Inspector extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    exchanges: { attribute: false },
    switches: { attribute: false },
    locale: { attribute: false },
    opened: { state: true },
  };
  declare sandbox: Sandbox;
  declare exchanges: readonly Exchange[];
  declare switches: Switches;
  declare locale: string;
  /** The exchanges unfolded: only they are written out. */
  declare private opened: ReadonlySet<string>;

  constructor() {
    super();
    this.opened = new Set();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<aside id="inspector" aria-label="Inspector">
      <header>
        <h2>Inspector</h2>
        <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event('close'))}>Close</button>
      </header>
      <div class="switches">${Faults.map((fault) => this.#switch(fault))}</div>
      <div class="exchanges">
        ${this.exchanges.length === 0 ? html`<p class="hint">Every request and its answer will stand here: run a command.</p>` : nothing}
        ${repeat(
          this.exchanges,
          ({ id }) => id,
          (exchange) => this.#exchange(exchange),
        )}
      </div>
    </aside>`;
  }

  #switch({ key, label, about }: (typeof Faults)[number]): TemplateResult {
    const on = this.switches[key];
    return html`<div>
      <button
        type="button"
        role="switch"
        aria-checked=${on}
        aria-label=${label}
        aria-describedby="about-${key}"
        @click=${() => this.sandbox.turn({ [key]: !on }).catch(reportError)}
      >
        <span class="knob" aria-hidden="true"></span>${label}
      </button>
      <small id="about-${key}">${about}</small>
    </div>`;
  }

  #exchange({ id, kind, title, at, ms, request, response, errors }: Exchange): TemplateResult {
    const failed = response.status >= 400 || (errors?.length ?? 0) > 0;
    const time = new Date(at).toLocaleTimeString(this.locale, { timeStyle: 'medium' });
    return html`<details class="exchange" @toggle=${(event: Event) => this.#toggled(id, event)}>
      <summary>
        <span class="status ${failed ? 'failed' : ''}">${response.status}</span>
        <span class="exchange-title" title=${title}>${title}</span>
        <small>${kind === 'rest' ? 'bot’s call' : 'signed post'} · ${ms.toFixed(1)} ms · ${time}</small>
      </summary>
      ${
        this.opened.has(id)
          ? html`${errors?.length ? showErrors(errors) : nothing}
            ${part('Request', [`${request.method} ${request.url}`, headersText(request.headers), bodyText(request.body)])}
            ${part('Response', [`${response.status}`, bodyText(response.body)])}`
          : nothing
      }
    </details>`;
  }

  #toggled(id: string, event: Event): void {
    const others = [...this.opened].filter((one) => one !== id);
    this.opened = new Set((event.target as HTMLDetailsElement).open ? [...others, id] : others);
  }
}

const headersText = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const bodyText = (body: unknown): string => (body === null || body === undefined ? '' : `\n${JSON.stringify(body, null, 2)}`);

function part(name: string, lines: readonly string[]): TemplateResult {
  const text = lines.filter(Boolean).join('\n');
  const copy = (event: Event): void => {
    const button = event.currentTarget as HTMLButtonElement;
    const say = (word: string): void => {
      button.textContent = word;
      setTimeout(() => (button.textContent = 'Copy'), CopiedMilliseconds);
    };
    navigator.clipboard.writeText(text).then(
      () => say('Copied'),
      () => say('Could not copy'),
    );
  };
  return html`<section aria-label=${name}>
    <header>
      <h3>${name}</h3>
      <button type="button" class="quiet" @click=${copy}>Copy</button>
    </header>
    <pre tabindex="0">${text}</pre>
  </section>`;
}

customElements.define('exchange-inspector', Inspector);
