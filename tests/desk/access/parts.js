import { make } from './dom.js';

/** Asks the server; a refusal becomes an error with its sentence. */
export async function ask(path, body) {
  const options = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/api/${path}`, options);
  if (!response.ok) throw new Error('The server refused this.');
  return response.json();
}

/** A table with a head row; cells are texts or elements. */
export function table(heads, rows) {
  const cell = (tag, content) => make(tag, {}, content);
  return make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...heads.map((head) => cell('th', head)))),
    make('tbody', {}, ...rows.map((row) => make('tr', {}, ...row.map((content) => cell('td', content))))),
  );
}

/** A button that shows nothing but a picture; its name is its title. */
export function iconButton(title, onclick) {
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M3 3 13 13M13 3 3 13');
  picture.append(path);
  return make('button', { type: 'button', className: 'icon', title, onclick }, picture);
}

let timer = 0;
/** Says for a moment that something worked. */
export function toast(text) {
  const place = document.getElementById('toast');
  place.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    place.textContent = '';
  }, 6000);
}
