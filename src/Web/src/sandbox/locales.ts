import type { Localizations } from './discord.ts';

// Discord's own fallbacks, before the default text.
const Fallbacks: Readonly<Record<string, string>> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

/** The text in the person's language, as Discord's client would choose it. */
export function localised(text: string, localizations: Localizations | undefined, locale: string): string {
  const fallback = Fallbacks[locale];
  return localizations?.[locale] ?? (fallback === undefined ? undefined : localizations?.[fallback]) ?? text;
}
