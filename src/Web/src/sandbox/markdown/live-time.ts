import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { timeText } from './times.ts';

/** `<t:…>`: a relative time counts on while it is looked at. */
class LiveTime extends LitElement {
  static override properties = { seconds: { attribute: false }, look: { attribute: false }, locale: { attribute: false } };
  declare seconds: number;
  declare look: string;
  declare locale: string;
  #clock: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wind();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.#wind();
  }

  #wind(): void {
    clearInterval(this.#clock);
    this.#clock = this.look === 'R' ? setInterval(() => this.requestUpdate(), 1000) : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  protected override render(): TemplateResult {
    const whole = timeText(this.seconds, 'F', Date.now(), this.locale);
    return html`<time title=${whole}>${timeText(this.seconds, this.look, Date.now(), this.locale)}</time>`;
  }
}

customElements.define('live-time', LiveTime);
