/** A component that draws into the page itself, so that one style sheet, labels and headings reach across all of it. */
import { LitElement } from 'lit';

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Says to the surrounding component that something is over or wanted. */
  protected say<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
