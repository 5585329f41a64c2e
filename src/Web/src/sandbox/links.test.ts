import { expect, test, vi } from 'vitest';
import { attachedOr, followable, showable } from './links.ts';

vi.stubGlobal('location', { href: 'http://localhost:7071/sandbox?as=1', origin: 'http://localhost:7071' });

test.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['/sandbox/files/a.png', 'http://localhost:7071/sandbox/files/a.png'],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['data:text/html,<script>alert(1)</script>', undefined],
  ['http://', undefined],
  [undefined, undefined],
])('A link to %j leads to %j', (address, expected) => {
  expect(followable(address)).toBe(expected);
});

test.each([
  ['/sandbox/files/a.png', 'http://localhost:7071/sandbox/files/a.png'],
  ['data:image/png;base64,AA', 'data:image/png;base64,AA'],
  ['data:text/html,x', undefined],
  ['https://example.com/a.png', undefined],
  ['//example.com/a.png', undefined],
])('A picture at %j is shown from %j', (address, expected) => {
  expect(showable(address)).toBe(expected);
});

test('A picture of an attachment is where the attachment is', () => {
  const attachments = [{ id: '1', filename: 'a.png', size: 1, url: '/files/1' }];
  expect(attachedOr('attachment://a.png', attachments)).toBe('/files/1');
  expect(attachedOr('attachment://b.png', attachments)).toBeUndefined();
  expect(attachedOr('https://example.com', attachments)).toBe('https://example.com');
});
