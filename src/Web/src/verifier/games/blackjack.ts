import type { Draws } from '../draws.ts';
import { cashOut, type Game } from '../game.ts';

const ranks = 'A23456789TJQK';
const decks = 6;
const most = 21;
const dealerStands = 17;

/** Deck by deck; in each spades, hearts, diamonds, clubs; in each of these ace to king. */
const fresh = Array.from({ length: decks }, () => Array.from('shdc', (suit) => Array.from(ranks, (rank) => `${rank}${suit}`))).flat(2);

const valueOf = (card: string): number => Math.min(ranks.indexOf(card.charAt(0)) + 1, 10);

class Hand {
  readonly cards: string[];
  isDoubled = false;
  isStood: boolean;

  constructor(cards: string[], isStood = false) {
    this.cards = cards;
    this.isStood = isStood;
  }

  /** An ace counts eleven where that does not pass 21, else one. */
  get total(): number {
    const sum = this.cards.reduce((sum, card) => sum + valueOf(card), 0);
    return this.cards.some((card) => valueOf(card) === 1) && sum + 10 <= most ? sum + 10 : sum;
  }

  get isTwoCards21(): boolean {
    return this.cards.length === 2 && this.total === most;
  }

  get isBust(): boolean {
    return this.total > most;
  }

  get isDone(): boolean {
    return this.isStood || this.isDoubled || this.total >= most;
  }

  get isPair(): boolean {
    const [first = '', second = ''] = this.cards;
    return this.cards.length === 2 && valueOf(first) === valueOf(second);
  }

  toString(): string {
    return this.cards.join('') + (this.isDoubled ? '*' : this.isStood ? '=' : '');
  }
}

/** Each card is one draw below the number of cards left; the last of them takes its place. */
class Round {
  dealer = new Hand([]);
  hands: Hand[] = [];
  isInsured = false;
  isOver = false;
  private readonly cards = [...fresh];
  private readonly draws: Draws;
  private hasLooked = false;
  private active = 0;

  constructor(draws: Draws) {
    this.draws = draws;
  }

  async begin(): Promise<void> {
    const [first, up, second, hole] = [await this.deal('player'), await this.deal('dealer'), await this.deal('player'), await this.deal('dealer, face down')];
    this.dealer = new Hand([up, hole]);
    this.hands = [new Hand([first, second])];
    this.hasLooked = valueOf(up) !== 1;
    this.isOver = this.isNatural || (this.hasLooked && this.dealer.isTwoCards21);
  }

  get isNatural(): boolean {
    return this.hands.length === 1 && this.hands[0]?.isTwoCards21 === true;
  }

  get result(): string {
    return `${this.isOver ? this.dealer.toString() : (this.dealer.cards[0] ?? '')}${this.isInsured ? '+' : ''}/${this.hands.join('/')}`;
  }

  /** A move that is not offered is passed over. The dealer looks for a natural before the first one that is. */
  async apply(move: string): Promise<void> {
    const hand = this.hands[this.active];
    if (this.isOver || !hand || !this.offers(move, hand)) return;
    if (!this.hasLooked) {
      this.hasLooked = true;
      this.isInsured = move === 'i';
      this.isOver = this.dealer.isTwoCards21;
    }
    if (this.isOver || move === 'i') return;
    await this.make(move, hand);
    while (this.hands[this.active]?.isDone) this.active++;
    if (this.active === this.hands.length) await this.playDealer();
  }

  private offers(move: string, hand: Hand): boolean {
    if (move === 'd') return hand.cards.length === 2;
    if (move === 'p') return this.hands.length === 1 && hand.isPair;
    return move === 'i' ? !this.hasLooked : move === 'h' || move === 's' || move === cashOut;
  }

  private async make(move: string, hand: Hand): Promise<void> {
    if (move === 'p') {
      const [first = '', second = ''] = hand.cards;
      const isAces = valueOf(first) === 1;
      this.hands = [new Hand([first, await this.deal('first hand')], isAces), new Hand([second, await this.deal('second hand')], isAces)];
    } else if (move === 'h' || move === 'd') {
      hand.isDoubled = move === 'd';
      hand.cards.push(await this.deal('player'));
    } else {
      for (const each of move === cashOut ? this.hands.filter((one) => !one.isDone) : [hand]) each.isStood = true;
    }
  }

  private async playDealer(): Promise<void> {
    while (this.hands.some((hand) => !hand.isBust) && this.dealer.total < dealerStands) this.dealer.cards.push(await this.deal('dealer'));
    this.isOver = true;
  }

  private async deal(whom: string): Promise<string> {
    const at = await this.draws.below(this.cards.length, (value) => `${this.cards[value] ?? ''} to the ${whom}`);
    const card = this.cards[at] ?? '';
    const last = this.cards.pop() ?? '';
    if (at < this.cards.length) this.cards[at] = last;
    return card;
  }
}

const compare = (hand: Hand, dealer: Hand): string =>
  hand.isBust || dealer.isTwoCards21 ? 'lost' : dealer.isBust || hand.total > dealer.total ? 'won' : hand.total === dealer.total ? 'a draw' : 'lost';

const tell = (round: Round): string => {
  if (!round.isOver) return 'The round goes on.';
  const { dealer } = round;
  const ends = round.isNatural
    ? [dealer.isTwoCards21 ? 'a natural, a draw' : 'a natural, won']
    : round.hands.map((hand) => `${hand.total}, ${compare(hand, dealer)}`);
  const insurance = round.isInsured ? ` The insurance was ${dealer.isTwoCards21 ? 'paid' : 'lost'}.` : '';
  return `The dealer had ${dealer.total}${dealer.isTwoCards21 ? ' with two cards' : ''}. The player had ${ends.join('; ')}.${insurance}`;
};

/** Six decks, shuffled for every round; the dealer looks for a natural and stands on every 17. */
export const game: Game = {
  name: 'blackjack',
  title: 'Blackjack',
  hint: `The moves in turn: h hit, s stand, d double, p split, i insure, and ${cashOut} where the round was ended by the clock; nothing when the first cards decided.`,
  isInput: (input) => /^[hsdpi$]*$/.test(input),
  async play(input, draws) {
    const round = new Round(draws);
    await round.begin();
    for (const move of input) await round.apply(move);
    return { result: round.result, story: tell(round) };
  },
};
