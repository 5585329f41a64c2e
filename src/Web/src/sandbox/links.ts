import type { Attachment } from './discord.ts';

const parsed = (address: string | undefined): URL | null =>
  address !== undefined && URL.canParse(address, location.href) ? new URL(address, location.href) : null;

/** The address when it is one that may be followed: http or https. */
export function followable(address: string | undefined): string | undefined {
  const url = parsed(address);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : undefined;
}

/** The address when the browser may show it as a picture: our own server's, or a picture within the address. Others stay links. */
export function showable(address: string | undefined): string | undefined {
  const url = parsed(address);
  const shown = url !== null && (url.origin === location.origin || address?.startsWith('data:image/') === true);
  return shown ? url.href : undefined;
}

const Attached = 'attachment://';

/** The address with `attachment://name` replaced by where that file is. */
export function attachedOr(address: string | undefined, attachments: readonly Attachment[] = []): string | undefined {
  if (!address?.startsWith(Attached)) {
    return address;
  }
  const name = address.slice(Attached.length);
  return attachments.find(({ filename }) => filename === name)?.url;
}
