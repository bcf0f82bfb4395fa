/** One entry of the log as a line, read from the log when it is shown. */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Entry } from '../shared/protocol';
import { send } from './channel';
import { entryText } from './entries';
import { type Names, withMasks } from './labels';
import { LightElement } from './light';

@customElement('ledgerium-entry')
export class EntryLine extends LightElement {
  @property() session = '';
  @property({ type: Number }) entry = 0;
  @property({ attribute: false }) names!: Names;
  @state() private line: string | undefined;

  protected override updated(changed: PropertyValues): void {
    if (changed.has('entry') || changed.has('session')) void this.load();
  }

  private async load(): Promise<void> {
    // Without an answer the line stays empty: what it adds to is said without it.
    const answer = await send({ do: 'inspect', session: this.session, from: this.entry, count: 1 }).catch(
      () => undefined,
    );
    this.line = answer?.lines[0];
  }

  protected override render(): TemplateResult {
    return html`${this.line ? withMasks(entryText(JSON.parse(this.line) as Entry, this.names)) : ''}`;
  }
}
