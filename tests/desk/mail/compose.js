import { make } from './dom.js';

/** The parts of a new message: address, subject, and a text that is written in the page itself. */
export function compose(people, start, sent) {
  const to = make('input', { id: 'to', value: start.to, autocomplete: 'off', required: true });
  to.setAttribute('list', 'people');
  const list = make('datalist', { id: 'people' });
  list.append(...people.map(({ name, address }) => make('option', { value: `${name} <${address}>` })));
  const subject = make('input', { id: 'subject', value: start.subject, autocomplete: 'off' });
  const text = make('div', {
    className: 'text',
    contentEditable: 'plaintext-only',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': 'Message text',
  });
  text.textContent = start.body;
  const problem = make('p', { role: 'alert' });
  const form = make(
    'form',
    { className: 'compose' },
    make('label', { htmlFor: 'to' }, 'To'),
    to,
    list,
    make('label', { htmlFor: 'subject' }, 'Subject'),
    subject,
    text,
    problem,
    make('button', { className: 'primary' }, 'Send'),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const response = await fetch('/api/mails', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: to.value, subject: subject.value, body: text.innerText }),
    });
    if (response.ok) sent();
    else problem.textContent = 'Not sent: nobody here has this address.';
  });
  return [make('h1', {}, 'New message'), form];
}
