import './style.css';
import { nothing, render } from 'lit/html.js';
import { check } from './check.ts';
import { isClaim, read, type Objections } from './claim.ts';
import { factsOf, names, type Facts, type Name } from './facts.ts';
import { games } from './game.ts';
import { noticeOf, stepsOf, verdictOf } from './view.ts';

type Field = HTMLInputElement | HTMLSelectElement;

const find = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
};

const form = find('round') as HTMLFormElement;
const [verdict, steps] = [find('verdict'), find('steps')];
const fields = new Map(names.map((name) => [name, find(name) as Field]));

const typed = (): Facts => Object.fromEntries([...fields].map(([name, field]) => [name, field.value]));

const object = (name: Name | 'link', objection: string | undefined): void => {
  const [field, error] = [find(name), find(`${name}-error`)];
  error.textContent = objection ?? '';
  error.hidden = objection === undefined;
  if (objection === undefined) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
};

const forget = (): void => {
  for (const name of [...names, 'link'] as const) object(name, undefined);
  render(nothing, verdict);
  render(nothing, steps);
};

const hint = (): void => {
  find('input-hint').textContent = games.find(({ name }) => name === fields.get('game')?.value)?.hint ?? '';
};

const refuse = (objections: Objections): void => {
  for (const name of names) object(name, objections[name]);
  // In the order in which they stand on the page.
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
};

/** Counts what was asked for, so that an answer which comes late does not stand below other seeds. */
let asked = 0;

const draw = async (): Promise<void> => {
  const mine = ++asked;
  forget();
  const claim = read(typed());
  if (!isClaim(claim)) {
    refuse(claim);
    return;
  }

  const finding = await check(claim);
  if (mine !== asked) return;
  render(verdictOf(finding), verdict);
  render(stepsOf(finding), steps);
};

/** Fills in what a link tells; what it leaves out is empty afterwards, since it would belong to another round. */
const take = (facts: Facts): void => {
  asked++;
  forget();
  for (const [name, field] of fields) field.value = facts[name] ?? '';
  hint();
  if (facts.game !== undefined && fields.get('game')?.value !== facts.game) {
    object('game', read(facts).game as string);
  } else if (facts.server !== undefined) {
    void draw();
  } else if (facts.game !== undefined) {
    render(noticeOf('The server seed of this round is still secret. Reveal it with /fairness, which brings the next one, then paste it here.'), verdict);
  }
};

const openLink = (link: string): void => {
  const facts = factsOf(link);
  if (Object.keys(facts).length > 0) take(facts);
};

const start = (): void => {
  // A page that was saved while it showed a round still has it.
  for (const part of [verdict, steps, find('game')]) part.replaceChildren();
  find('game').append(new Option('Choose …', ''), ...games.map((game) => new Option(game.title, game.name)));
  forget();
  form.reset();

  // Typed as always there, and it is not: browsers keep it from pages that come by plain http.
  if (!(globalThis.crypto as Partial<Crypto> | undefined)?.subtle) {
    for (const button of form.querySelectorAll('button')) button.disabled = true;
    render(
      noticeOf(
        'Your browser lends its cryptography (Web Crypto) only to pages that come by https, from this machine or from a file. Save this page and open the saved file, or open it by https.',
      ),
      verdict,
    );
    return;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void draw();
  });
  form.addEventListener('reset', () => {
    asked++;
    forget();
    // The fields are emptied after this event.
    queueMicrotask(hint);
  });
  find('game').addEventListener('change', hint);
  find('link').addEventListener('input', (event) => {
    const link = (event.target as HTMLInputElement).value;
    const isLink = Object.keys(factsOf(link)).length > 0;
    if (isLink) openLink(link);
    object(
      'link',
      link.trim() === '' || isLink ? undefined : 'This link tells nothing of a round. Copy the one below /verify: it has a # in it, and the facts behind it.',
    );
  });
  addEventListener('hashchange', () => openLink(location.hash));
  openLink(location.hash);
};

start();
