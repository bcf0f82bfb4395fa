/** The agent's own label in the file, whether corrections teach, and how the panel looks. */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { type MessageKey, t } from '../i18n';
import { setTheme, THEMES, type Theme, theme } from '../theme';

const THEME_WORD: Record<Theme, MessageKey> = {
  system: 'theme_system',
  light: 'theme_light',
  dark: 'theme_dark',
};

@customElement('ledgerium-settings-dialog')
export class SettingsDialog extends DialogElement {
  @state() private agent = '';
  @state() private learn = false;

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.attempt(async () => {
      const { agent = '', learn } = await send({ do: 'settings' });
      this.agent = agent;
      this.learn = learn;
    });
  }

  protected heading(): string {
    return t('settings');
  }

  protected body(): TemplateResult {
    return html`
      <form id="settings-form" class="stack" @submit=${this.save}>
        <label for="agent">${t('agent_label')}</label>
        <input id="agent" maxlength="80" autocomplete="off" .value=${this.agent} aria-describedby="agent-help" />
        <p class="hint" id="agent-help">${t('agent_label_help')}</p>
        <div class="row">
          <label class="switch">
            <input id="learn" type="checkbox" .checked=${this.learn} aria-describedby="learn-help" />${t('learn')}
          </label>
        </div>
        <p class="hint" id="learn-help">${t('learn_help')}</p>
      </form>
      <fieldset class="choices">
        <legend>${t('theme')}</legend>
        ${THEMES.map(
          (name) => html`
            <label><input type="radio" name="theme" .checked=${theme() === name} @change=${() => setTheme(name)} />${t(THEME_WORD[name])}</label>
          `,
        )}
      </fieldset>
    `;
  }

  protected override actions(): TemplateResult {
    return html`
      <button type="submit" form="settings-form" class="primary" ?disabled=${this.busy}>${t('save')}</button>
      <button type="button" class="quiet" @click=${this.close}>${t('cancel')}</button>
    `;
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const label = this.querySelector<HTMLInputElement>('#agent')?.value.trim() ?? '';
    const on = this.querySelector<HTMLInputElement>('#learn')?.checked ?? this.learn;
    const saved = await this.attempt(async () => {
      await send({ do: 'set_agent', label });
      if (on !== this.learn) await send({ do: 'set_learn', on });
    });
    if (saved) this.close();
  }
}
