/** A piece of a line of Discord's markdown. Text is exactly what will be seen; nothing in it is markup any more. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; inner: readonly Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; inner: readonly Inline[] }
  | { kind: 'user' | 'channel' | 'role'; id: string }
  | { kind: 'command'; name: string; id: string }
  | { kind: 'emoji'; name: string; id: string }
  | { kind: 'time'; seconds: number; style: string }
  | { kind: 'everyone'; text: string }
  | { kind: 'break' };

export interface ListItem {
  inner: readonly Inline[];
  lists: readonly Block[];
}

export type Block =
  | { kind: 'paragraph'; inner: readonly Inline[] }
  | { kind: 'heading'; level: number; inner: readonly Inline[] }
  | { kind: 'subtext'; inner: readonly Inline[] }
  | { kind: 'quote'; inner: readonly Block[] }
  | { kind: 'list'; start: number | null; items: readonly ListItem[] }
  | { kind: 'code'; language: string; text: string };
