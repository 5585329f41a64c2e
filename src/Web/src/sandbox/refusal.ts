import { html, nothing, type TemplateResult } from 'lit';
import type { DiscordError, Refusal } from './contract.ts';

/** What Discord says when it takes no answer, and behind it why. */
export function showRefusal(refusal: Refusal, dismiss?: () => void): TemplateResult {
  const errors = refusal.errors ?? [];
  return html`<div class="refusal" role="alert">
    <p>${refusal.message}${dismiss ? html` <button type="button" class="quiet" @click=${dismiss}>Dismiss</button>` : nothing}</p>
    ${refusal.reason ? html`<p class="refusal-reason">${refusal.reason}</p>` : nothing}
    ${
      errors.length > 0
        ? html`<details>
            <summary>What Discord would refuse (${errors.length})</summary>
            ${showErrors(errors)}
          </details>`
        : nothing
    }
  </div>`;
}

export const showErrors = (errors: readonly DiscordError[]): TemplateResult =>
  html`<ul class="errors">
    ${errors.map(({ path, code, message }) => html`<li><code>${path}</code> ${message} <small>${code}</small></li>`)}
  </ul>`;
