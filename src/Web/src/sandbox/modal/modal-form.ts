import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Refusal } from '../contract.ts';
import { ComponentType, type Component } from '../discord.ts';
import { markdown } from '../markdown/render.ts';
import { showRefusal } from '../refusal.ts';
import type { OpenModal, Sandbox } from '../sandbox.ts';
import type { Names } from '../world.ts';
import { fieldsOf, initialAnswer, problemWith, submission, type Answer, type Answers } from './answers.ts';
import { showField } from './field.ts';

/** A form the bot asked for. The browser's own dialog keeps the focus within and gives it back. */
export class ModalForm extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    names: { attribute: false },
    asked: { attribute: false },
    answers: { state: true },
    told: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };
  declare sandbox: Sandbox;
  declare names: Names;
  declare asked: OpenModal | undefined;
  declare private answers: Answers;
  /** Whether problems are told: from the first try to submit on. */
  declare private told: boolean;
  declare private busy: boolean;
  declare private refusal: Refusal | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('asked')) {
      // Closed before it is taken away, so that the focus goes back.
      this.querySelector('dialog')?.close();
    }
    if (changed.has('asked') && this.asked) {
      const fields = fieldsOf(this.asked.modal.components);
      this.answers = Object.fromEntries(fields.map(({ field }) => [field.custom_id, initialAnswer(field)]));
      Object.assign(this, { told: false, busy: false, refusal: undefined });
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.querySelector('dialog');
    if (changed.has('asked') && dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('input, textarea, [role=combobox]')?.focus();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { asked } = this;
    if (!asked) {
      return nothing;
    }
    const { modal } = asked;
    return html`<dialog aria-labelledby="modal-title" @close=${() => this.sandbox.closeModal(asked)}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="modal-title">${modal.title}</h2>
        <div class="modal-fields">${modal.components.map((component) => this.#show(component))}</div>
        ${this.refusal ? showRefusal(this.refusal) : nothing}
        <footer>
          <button type="button" class="button secondary" @click=${() => this.querySelector('dialog')?.close()}>Cancel</button>
          <button type="submit" class="button primary ${this.busy ? 'pending' : ''}" aria-busy=${this.busy}>Submit</button>
        </footer>
      </form>
    </dialog>`;
  }

  #show(component: Component): unknown {
    if (component.type === ComponentType.TextDisplay) {
      return html`<div class="md">${markdown(component.content, this.names)}</div>`;
    }
    return fieldsOf([component]).map((entry) =>
      showField({
        ...entry,
        names: this.names,
        answer: this.answers[entry.field.custom_id] ?? null,
        problem: this.told ? this.#problem(entry.field.custom_id) : undefined,
        change: (answer) => this.#change(entry.field.custom_id, answer),
      }),
    );
  }

  #change(id: string, answer: Answer): void {
    this.answers = { ...this.answers, [id]: answer };
  }

  #problem(id: string): string | undefined {
    const entry = this.asked && fieldsOf(this.asked.modal.components).find(({ field }) => field.custom_id === id);
    return entry && problemWith(entry.field, this.answers[id] ?? null);
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { asked } = this;
    if (!asked || this.busy) {
      return;
    }
    this.told = true;
    if (Object.keys(this.answers).some((id) => this.#problem(id) !== undefined)) {
      await this.updateComplete;
      this.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    Object.assign(this, { busy: true, refusal: undefined });
    this.refusal = await this.sandbox.submit(submission(asked.modal, this.answers));
    this.busy = false;
  };
}

customElements.define('modal-form', ModalForm);
