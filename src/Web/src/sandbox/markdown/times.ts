const Styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const Units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

// What a Date can hold.
const LastSecond = 8_640_000_000_000;

/** The time as Discord writes it: `seconds` since 1970, in one of its styles, R for "in 5 minutes". */
export function timeText(seconds: number, style: string, nowMilliseconds: number, locale: string): string {
  if (Math.abs(seconds) > LastSecond) {
    return 'Invalid date';
  }
  if (style !== 'R') {
    return new Intl.DateTimeFormat(locale, Styles[style] ?? Styles.f).format(seconds * 1000);
  }
  const ahead = seconds - Math.round(nowMilliseconds / 1000);
  const [unit, length] = Units.find(([, one]) => Math.abs(ahead) >= one) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale).format(Math.round(ahead / length), unit);
}

/** When a message was said, for the line above it. */
export function saidAt(timestamp: string, nowMilliseconds: number, locale: string): string {
  const at = new Date(timestamp);
  const time = at.toLocaleTimeString(locale, { timeStyle: 'short' });
  const sameDay = at.toDateString() === new Date(nowMilliseconds).toDateString();
  return sameDay ? time : `${at.toLocaleDateString(locale, { dateStyle: 'short' })} ${time}`;
}
