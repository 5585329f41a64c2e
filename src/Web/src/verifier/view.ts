import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Finding } from './check.ts';
import { limitOf, type Block, type Step } from './draws.ts';

const signs = { holds: '✓', fails: '✗', open: '?' } as const;

const digitsPerNumber = 8;

/** A sentence or two in place of a verdict. */
export const noticeOf = (text: string): TemplateResult => html`<p class="notice">${text}</p>`;

export const verdictOf = ({ verdict, outcome }: Finding): TemplateResult => html`
  <section class="verdict ${verdict.kind}" aria-labelledby="title">
    <h2 id="title"><span aria-hidden="true">${signs[verdict.kind]}</span> ${verdict.title}</h2>
    <p>${outcome.story}</p>
    ${verdict.reasons.map((reason) => html`<p>${reason}</p>`)}
  </section>
`;

export const stepsOf = (finding: Finding): TemplateResult => html`
  <h2>Step by step</h2>
  <dl>
    <dt>SHA-256 of the server seed</dt>
    <dd><code>${finding.hash}</code></dd>
    ${
      finding.claim.hash === undefined
        ? nothing
        : html`<dt>Published hash</dt>
            <dd><code>${finding.claim.hash}</code> ${finding.claim.hash === finding.hash ? 'the same' : 'another one'}</dd>`
    }
    <dt>Drawn again</dt>
    <dd><code>${finding.outcome.result}</code></dd>
    ${
      finding.claim.result === undefined
        ? nothing
        : html`<dt>Recorded</dt>
            <dd><code>${finding.claim.result}</code> ${finding.claim.result === finding.outcome.result ? 'the same' : 'another one'}</dd>`
    }
  </dl>
  <p class="hint">
    Each block is HMAC-SHA256 with the server seed’s 32 bytes as its key. Its 32 bytes are eight numbers, taken in turn; a number’s remainder is what was drawn.
    Numbers that would make small remainders a hair more likely are rejected.
  </p>
  ${finding.draws.blocks.map((block, index) =>
    blockOf(
      block,
      index,
      finding.draws.steps.filter((step) => step.block === index),
    ),
  )}
`;

const blockOf = (block: Block, index: number, steps: readonly Step[]): TemplateResult => html`
  <section class="block" aria-labelledby="block-${index}">
    <h3 id="block-${index}">Block ${index}</h3>
    <p>Message <code>${block.message}</code></p>
    <p>HMAC <code>${block.hex}</code></p>
    <div class="scroll" tabindex="0" role="group" aria-label="Numbers of block ${index}">
      <table>
        <thead>
          <tr>
            <th scope="col">Cursor</th>
            <th scope="col">Bytes</th>
            <th scope="col">Number</th>
            <th scope="col">Drawn</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${steps.map((step) => rowOf(step, block.hex))}
        </tbody>
      </table>
    </div>
  </section>
`;

const rowOf = (step: Step, hex: string): TemplateResult => html`
  <tr class=${step.value === null ? 'rejected' : ''}>
    <td>${step.block}/${step.place}</td>
    <td><code>${hex.slice(step.place * digitsPerNumber, (step.place + 1) * digitsPerNumber)}</code></td>
    <td>${step.number}</td>
    <td>${step.value === null ? html`not below ${limitOf(step.range)}` : html`mod ${step.range} = <strong>${step.value}</strong>`}</td>
    <td>${step.meaning}</td>
  </tr>
`;
