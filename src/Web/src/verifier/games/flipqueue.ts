import { higherNumber } from '../higher-number.ts';

export const game = higherNumber('flipqueue', 'Flip queue');
