/** The systems that the agent allowed once, which later recordings take in by themselves. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RememberedSystem } from '../../shared/messages';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { t } from '../i18n';
import { icon } from '../icons';
import { learnedRules } from '../learned';
import { KIND_WORD } from '../words';

@customElement('ledgerium-systems-dialog')
export class SystemsDialog extends DialogElement {
  @state() private systems: RememberedSystem[] | undefined;

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.load();
  }

  protected heading(): string {
    return t('remembered_systems');
  }

  protected body(): TemplateResult {
    return html`
      <p>${t('remembered_systems_help')}</p>
      ${this.systems?.length === 0 ? html`<p class="hint">${t('remembered_systems_empty')}</p>` : nothing}
      <ul class="list">
        ${(this.systems ?? []).map(
          (system) => html`
            <li>
              <span>
                ${system.name} <small>${t(KIND_WORD[system.kind])} · ${system.origin.replace(/^https?:\/\//, '')}</small>
                ${system.set ? html`<small>${t('set_by_you')}</small>` : nothing}
                ${system.granted ? nothing : html`<small class="warn">${t('access_not_granted')}</small>`}
              </span>
              ${
                system.granted
                  ? nothing
                  : html`<button type="button" aria-label=${t('allow_named', system.name)} @click=${() => this.allow(system)}>${t('allow')}</button>`
              }
              ${
                system.set
                  ? html`<button type="button" class="plain" aria-label=${t('reset_named', system.name)} @click=${() => this.reset(system)}>${t('reset_system')}</button>`
                  : nothing
              }
              <button type="button" class="icon-button" aria-label=${t('forget_named', system.name)} title=${t('forget')} @click=${() => this.forget(system)}>
                ${icon('discard')}
              </button>
              ${system.learned.length ? learnedRules(system, () => this.resetLearned(system)) : nothing}
            </li>
          `,
        )}
      </ul>
    `;
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      this.systems = await send({ do: 'systems' });
    });
  }

  private async allow(system: RememberedSystem): Promise<void> {
    const granted = await chrome.permissions.request({ origins: [`${system.origin}/*`] }).catch(() => false);
    if (granted) await this.load();
  }

  private async reset(system: RememberedSystem): Promise<void> {
    await this.attempt(() => send({ do: 'reset_system', origin: system.origin }));
    await this.load();
  }

  private async resetLearned(system: RememberedSystem): Promise<void> {
    await this.attempt(() => send({ do: 'reset_learned', origin: system.origin }));
    await this.load();
  }

  private async forget(system: RememberedSystem): Promise<void> {
    await this.attempt(() => send({ do: 'forget_system', origin: system.origin }));
    await this.load();
  }
}
