import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { contextCommands } from '../commands.ts';
import type { Person, World } from '../contract.ts';
import { CommandType } from '../discord.ts';
import { localised } from '../locales.ts';
import type { ContextMenu } from '../menu/context-menu.ts';
import type { Sandbox } from '../sandbox.ts';
import { displayName, placesOf, titleOf, type Place } from '../world.ts';
import { avatarOf } from './avatar.ts';

/** Where one can go, and who is there. Fires `gone` once a place was chosen. */
export class Places extends LitElement {
  static override properties = {
    sandbox: { attribute: false },
    world: { attribute: false },
    place: { attribute: false },
    unread: { attribute: false },
    menu: { attribute: false },
  };
  declare sandbox: Sandbox;
  declare world: World;
  declare place: Place;
  declare unread: ReadonlySet<string>;
  declare menu: () => ContextMenu | null;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const places = placesOf(this.world);
    const groups = [...this.world.servers.map((server) => ({ server, title: server.name })), { server: null, title: this.world.application.name }];
    return html`<nav id="places" aria-label="Places">
        ${groups.map(
          ({ server, title }) =>
            html`<section>
              <h2>${title}</h2>
              <ul>
                ${places.filter((one) => one.server === server).map((one) => html`<li>${this.#place(one)}</li>`)}
              </ul>
            </section>`,
        )}
      </nav>
      <section class="people" aria-labelledby="people-title">
        <h2 id="people-title">People</h2>
        <ul>
          ${this.world.people.map((person) => html`<li>${this.#person(person)}</li>`)}
        </ul>
      </section>`;
  }

  #place(place: Place): TemplateResult {
    const { id } = place.channel;
    const here = id === this.place.channel.id;
    const go = async (): Promise<void> => {
      await this.sandbox.open(id);
      this.dispatchEvent(new Event('gone'));
    };
    const unread = this.unread.has(id);
    return html`<button
      type="button"
      class="place ${unread ? 'unread' : ''}"
      aria-current=${here ? 'page' : nothing}
      aria-description=${unread ? 'unread' : nothing}
      @click=${go}
    >
      ${titleOf(place)}
    </button>`;
  }

  #person({ user, about }: Person): TemplateResult {
    const name = displayName(user);
    const me = user.id === this.sandbox.me;
    const open = (event: MouseEvent): void => {
      const commands = contextCommands(this.world.commands, CommandType.User, this.place);
      const items = commands.map((command) => ({
        label: localised(command.name, command.name_localizations, this.sandbox.names?.locale ?? ''),
        run: () => void this.sandbox.run(command.name, { command_id: command.id, target_id: user.id }),
      }));
      if (this.menu()?.open(event, [{ title: name, items }])) event.preventDefault();
    };
    return html`<button type="button" class="person" title="Commands for ${name}" aria-haspopup="menu" @click=${open} @contextmenu=${open}>
        <img src=${avatarOf(user)} alt="" width="28" height="28" />
        <span>${name}${me ? ' (you)' : ''}<small>${about}</small></span>
      </button>
      ${
        me
          ? nothing
          : html`<a
              class="second"
              href=${this.sandbox.visit.addressAs(user.id)}
              target="_blank"
              title="Open a second window as ${name}"
              aria-label="Open a second window as ${name}"
              >↗</a
            >`
      }`;
  }
}

customElements.define('sandbox-places', Places);
