import type { Claim } from './claim.ts';
import { Draws, hashOf } from './draws.ts';
import type { Outcome } from './game.ts';

/** A round drawn again. */
export interface Finding {
  readonly claim: Claim;
  /** Of the server seed. */
  readonly hash: string;
  readonly draws: Draws;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
}

export interface Verdict {
  readonly kind: 'holds' | 'fails' | 'open';
  readonly title: string;
  /** Why, and what is left to do; sentences. */
  readonly reasons: readonly string[];
}

const judge = (claim: Claim, hash: string, { result }: Outcome): Verdict => {
  const wrong = [
    ...(claim.hash !== undefined && claim.hash !== hash ? ['This server seed is not the one whose hash was published: the hashes differ.'] : []),
    ...(claim.result !== undefined && claim.result !== result ? [`The seeds give ${result}, and the recorded result is ${claim.result}.`] : []),
  ];
  if (wrong.length > 0) {
    const blanks =
      claim.client === claim.client.trim() ? [] : ['The client seed begins or ends with a blank here, which counts: see whether it was copied along.'];
    return { kind: 'fails', title: 'The round does not hold', reasons: [...wrong, ...blanks] };
  }

  const missing = [
    ...(claim.hash === undefined ? ['Paste the published hash to see that the server seed was fixed before the round.'] : []),
    ...(claim.result === undefined ? ['Paste the recorded result to compare it.'] : []),
  ];
  return missing.length > 0
    ? { kind: 'open', title: claim.result === undefined ? `Drawn again: ${result}` : `The result is the same: ${result}`, reasons: missing }
    : { kind: 'holds', title: 'The round holds', reasons: ['The server seed is the one whose hash was published, and the seeds give the recorded result.'] };
};

export const check = async (claim: Claim): Promise<Finding> => {
  const [hash, draws] = await Promise.all([hashOf(claim.server), Draws.of(claim.server, claim.client, claim.nonce)]);
  const outcome = await claim.game.play(claim.input, draws);
  return { claim, hash, draws, outcome, verdict: judge(claim, hash, outcome) };
};
