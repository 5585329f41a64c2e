import type { User } from '../discord.ts';
import { displayName } from '../world.ts';
import coin from '../coin.svg';

const Hues = [210, 150, 20, 330, 265, 45, 185];

/** A picture made here: nothing is loaded from anywhere. A bot wears the coin, a person their first letter. */
export function avatarOf(user: User): string {
  if (user.bot) {
    return coin;
  }
  const letter = /[\p{L}\p{N}]/u.exec(displayName(user))?.[0]?.toUpperCase() ?? '?';
  const hue = Hues[Number(BigInt(user.id) % BigInt(Hues.length))] ?? 0;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 42%)"/>` +
    `<text x="20" y="27" font-family="sans-serif" font-size="20" font-weight="600" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
