import { compose } from './compose.js';
import { make } from './dom.js';

const page = document.getElementById('page');
const notice = document.getElementById('notice');

/** Asks the server; a refusal becomes an error. */
async function ask(path) {
  const response = await fetch(`/api/${path}`);
  if (!response.ok) throw new Error('The server refused this.');
  return response.json();
}

const person = ({ name, address }) => `${name} <${address}>`;
const shown = (at) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const time = (at) => make('time', { dateTime: at }, shown(at));

function folder(name, heading, who) {
  return async () => {
    const mails = await ask(name);
    const rows = mails.map((mail) =>
      make(
        'li',
        { className: mail.unread ? 'unread' : '' },
        make(
          'a',
          { href: `#/message/${mail.id}` },
          make('span', { className: 'who' }, who(mail)),
          make('span', { className: 'subject' }, mail.subject),
          time(mail.at),
        ),
      ),
    );
    return [
      make('h1', {}, heading),
      rows.length ? make('ul', { className: 'mails' }, ...rows) : make('p', {}, 'No messages'),
    ];
  };
}

/** The message itself stands in a frame made from text, without any script of its own. */
function letter(mail) {
  const body = make(
    'article',
    {},
    make('h2', {}, mail.subject),
    make('p', {}, make('b', {}, 'From: '), person(mail.from)),
    make('p', {}, make('b', {}, 'To: '), mail.to.map(person).join(', ')),
    make('p', {}, make('b', {}, 'Sent: '), time(mail.at)),
    make('div', { className: 'text' }, mail.body),
  );
  const sheet =
    '<style>body{font:15px/1.5 system-ui,sans-serif;margin:1rem}h2{margin-top:0}p{margin:.2rem 0}.text{margin-top:1rem;white-space:pre-line}</style>';
  const document = `<!doctype html><html lang="en"><title>Message</title>${sheet}${body.outerHTML}`;
  return make('iframe', { title: 'Message', sandbox: 'allow-same-origin', srcdoc: document });
}

async function message(id) {
  const mail = await ask(`mails/${id}`);
  const tools = make(
    'div',
    { className: 'tools', role: 'toolbar', 'aria-label': 'Message' },
    make('a', { href: `#/reply/${id}` }, 'Reply'),
    make('a', { href: '#/inbox' }, 'Back to inbox'),
  );
  return [tools, letter(mail)];
}

async function reply(id) {
  const mail = await ask(`mails/${id}`);
  const quoted = mail.body
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const subject = mail.subject.startsWith('Re: ') ? mail.subject : `Re: ${mail.subject}`;
  return draft({ to: person(mail.from), subject, body: `\n\n${quoted}` });
}

async function draft(start) {
  return compose(await ask('people'), start, () => {
    location.hash = '#/inbox';
    notice.textContent = 'Message sent';
    setTimeout(() => {
      notice.textContent = '';
    }, 6000);
  });
}

async function show() {
  const [place, id] = location.hash.slice(2).split('/');
  const draw = {
    inbox: folder('inbox', 'Inbox', (mail) => mail.from.name),
    sent: folder('sent', 'Sent', (mail) => mail.to.map((to) => to.name).join(', ')),
    message: () => message(id),
    reply: () => reply(id),
    compose: () => draft({ to: '', subject: '', body: '' }),
  }[place];
  if (!draw) {
    location.replace('#/inbox');
    return;
  }
  const asked = location.hash;
  const parts = await draw();
  // Whoever has gone on meanwhile does not want to see this any more.
  if (location.hash === asked) page.replaceChildren(...parts);
}

window.addEventListener('hashchange', show);
document.getElementById('who').textContent = (await ask('me')).name;
show();
