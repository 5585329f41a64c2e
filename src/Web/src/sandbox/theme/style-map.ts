// Stands in for lit/directives/style-map.js in the components we render with. Lit's writes the first style as an attribute, which a content security
// policy without 'unsafe-inline' refuses; this one sets every property through the element's style object, which it allows.
import { noChange } from 'lit';
import { Directive, directive, PartType, type AttributePart, type PartInfo } from 'lit/directive.js';

export type StyleInfo = Readonly<Record<string, string | number | undefined | null>>;

class StyleMapDirective extends Directive {
  #set = new Set<string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ATTRIBUTE || part.name !== 'style') {
      throw new Error('styleMap belongs in a style attribute.');
    }
  }

  // Drawn on a server, there would be nothing to set.
  override render(_styles: StyleInfo): typeof noChange {
    return noChange;
  }

  override update(part: AttributePart, [styles]: [StyleInfo]): typeof noChange {
    const { style } = part.element;
    const given = Object.entries(styles).filter(([, value]) => value !== undefined && value !== null);
    for (const name of this.#set) {
      style.removeProperty(name);
    }
    this.#set = new Set(given.map(([name]) => dashed(name)));
    for (const [name, value] of given) {
      style.setProperty(dashed(name), String(value));
    }
    return noChange;
  }
}

const dashed = (name: string): string => (name.includes('-') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

export const styleMap = directive(StyleMapDirective);
