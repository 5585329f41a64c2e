import type { Facts, Name } from './facts.ts';
import { games, type Game } from './game.ts';

/** A round that somebody wants to have drawn again, in the right form. */
export interface Claim {
  readonly game: Game;
  readonly nonce: string;
  readonly input: string;
  readonly client: string;
  readonly server: string;
  /** What was published; undefined: not told. */
  readonly hash: string | undefined;
  /** What was recorded; undefined: not told. */
  readonly result: string | undefined;
}

export type Objections = Readonly<Partial<Record<Name, string>>>;

const mostClient = 64;
const mostNonce = 2n ** 63n - 1n;
const hexDigits = 64;
/** Twice what a hundred tosses take. */
const mostResult = 200;

const given = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined);

const nonceOf = (text: string | undefined): string | undefined => {
  const [digits] = /(?:^|^\d+-)(\d{1,19})$/.exec(given(text) ?? '')?.slice(1) ?? [];
  const nonce = BigInt(digits ?? 0);
  return nonce > 0n && nonce <= mostNonce ? `${nonce}` : undefined;
};

/** A character as one can recognise it: what does not show, by its number. */
const shown = (character: string): string =>
  /[\p{C}\p{Z}]/u.test(character)
    ? `a character that does not show (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`
    : `“${character}”`;

const hexObjection = (what: string, text: string): string | undefined => {
  if (/^[0-9a-f]{64}$/i.test(text)) return undefined;
  const stranger = /[^0-9a-f]/iu.exec(text);
  return stranger
    ? `${what} has hex digits only, 0 to 9 and a to f; this has ${shown(stranger[0])} in it. Copy it again.`
    : `${what} has ${hexDigits} hex digits; this has ${text.length}. Copy it again.`;
};

const serverObjection = (server: string | undefined, hash: string | undefined): string | undefined => {
  if (server === undefined)
    return 'The server seed is missing. It is secret until you reveal it: press “Reveal and renew server seed” below /verify or /fairness.';
  if (server.toLowerCase() === hash?.toLowerCase()) return 'This is the hash. The server seed itself is another text, which /verify shows once it is revealed.';
  return hexObjection('A server seed', server);
};

const clientObjection = (client: string | undefined): string | undefined => {
  if (!client) return 'The client seed is missing: in /verify it is the first part of the message, up to the last two colons.';
  return client.length > mostClient ? `A client seed has at most ${mostClient} characters; this has ${client.length}.` : undefined;
};

/** Holds what was given against what it must look like. */
export const read = (facts: Facts): Claim | Objections => {
  const { game: name, client } = facts;
  const [input, server, hash, result] = [facts.input?.trim() ?? '', given(facts.server), given(facts.hash), given(facts.result)];
  const game = games.find((one) => one.name === name);
  const nonce = nonceOf(facts.nonce);
  const objections: Partial<Record<Name, string | undefined>> = {
    game: game ? undefined : name ? `This page knows no game “${name}”. A newer page may: open the one that /verify leads to.` : 'Choose the game.',
    nonce: nonce ? undefined : 'The nonce is a whole number from 1 on: what stands behind the dash in the round’s name, 17 in 1-17.',
    input: !game || game.isInput(input) ? undefined : 'This cannot have been chosen in this game; above stands what can.',
    client: clientObjection(client),
    server: serverObjection(server, hash),
    hash: hash === undefined ? undefined : hexObjection('A hash', hash),
    result:
      result !== undefined && result.length > mostResult
        ? `No result has more than ${mostResult} characters; this has ${result.length}. Copy it again.`
        : undefined,
  };
  if (!game || !nonce || !client || !server || Object.values(objections).some((objection) => objection !== undefined)) {
    return Object.fromEntries(Object.entries(objections).filter(([, objection]) => objection !== undefined));
  }

  return { game, nonce, input, client, server: server.toLowerCase(), hash: hash?.toLowerCase(), result };
};

export const isClaim = (read: Claim | Objections): read is Claim => typeof read.game === 'object';
