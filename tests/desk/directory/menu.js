// A menu in a closed shadow root: what is clicked inside looks from outside like a click on the element itself.
const style = `
  :host { position: relative; display: inline-block; }
  button { font: inherit; padding: .4rem .8rem; border: 1px solid #7a6a52; border-radius: 4px; background: #fffaf0; cursor: pointer; }
  button:focus-visible { outline: 3px solid #1f6feb; }
  [role=menu] { position: absolute; right: 0; top: 100%; margin-top: 4px; width: 12rem; background: #fff; border: 1px solid #b9ab92;
    border-radius: 4px; box-shadow: 0 4px 14px #0003; z-index: 1; }
  [role=menuitem] { display: block; width: 100%; height: 36px; border: 0; border-radius: 0; background: #fff; text-align: left; }
  [role=menuitem]:hover, [role=menuitem]:focus { background: #f3ead8; }
`;

class ActionMenu extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'closed', delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const opener = button('Actions', () => this.toggle(menu.hidden));
    opener.setAttribute('aria-haspopup', 'menu');
    const menu = document.createElement('div');
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-label', 'Actions');
    const items = [button('Edit members', () => this.edit()), button('Print list', () => window.print())];
    for (const item of items) item.setAttribute('role', 'menuitem');
    menu.append(...items);
    root.append(opener, menu);
    this.toggle = (open) => {
      menu.hidden = !open;
      opener.setAttribute('aria-expanded', String(open));
      (open ? items[0] : opener).focus();
    };
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    menu.addEventListener('keydown', (event) => {
      const at = items.indexOf(root.activeElement);
      if (event.key === 'ArrowDown') items[(at + 1) % items.length].focus();
      else if (event.key === 'ArrowUp') items[(at + items.length - 1) % items.length].focus();
      else if (event.key === 'Escape') this.toggle(false);
      else return;
      event.preventDefault();
    });
  }

  edit() {
    this.toggle(false);
    const editor = document.getElementById('editor');
    editor.src = this.dataset.editor;
    editor.hidden = false;
    document.getElementById('members').hidden = true;
    editor.addEventListener('load', () => editor.focus(), { once: true });
  }
}

function button(text, action) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', action);
  return element;
}

customElements.define('action-menu', ActionMenu);
