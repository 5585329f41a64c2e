// Discord counts characters, not UTF-16 units, and counts them after trimming.

export const lengthOf = text => (typeof text === 'string' ? [...text.trim()].length : 0);
export const blank = text => lengthOf(text) === 0;
export const listOf = value => (Array.isArray(value) ? value : []);
export const isWeb = url => /^https?:\/\/[^\s/]+/i.test(url);
export const isAttachment = url => /^attachment:\/\/[^\s/]+$/i.test(url);

/** Calls back with [item, index] of every item whose key was seen before. */
export function repeated(items, key, report) {
  const seen = new Set();
  items.forEach((item, index) => {
    const value = key(item);
    if (value === undefined || value === null) return;
    if (seen.has(value)) report(item, index, value);
    seen.add(value);
  });
}
