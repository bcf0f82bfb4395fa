// Ticket systems as far as an attachment needs them: each answers its documented calls and keeps what it was sent, or
// fails as it was told to. The real Request Tracker is in tests/lab.
import http from 'node:http';

const RECORD = '0123456789abcdef0123456789abcdef';
const html = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ticket</title><body>${body}</body></html>`;
const form = '<form><textarea aria-label="Comment"></textarea><input type="file" multiple><button>Send</button></form>';

/** A page that takes dropped or pasted files, and says so as pages do: by cancelling the event. */
const taker = (element, event, files) =>
  html(`${element}<script>
  const place = document.querySelector('#place');
  place.addEventListener('dragover', (event) => event.preventDefault());
  place.addEventListener('${event}', (event) => {
    event.preventDefault();
    for (const file of event.${files}.files) file.text().then((text) => fetch('/keep', { method: 'POST', body: text }));
  });
</script>`);

/** Starts all of them on one port; `fail` makes the next calls fail, `files` is what they hold. */
export async function serveTicketing() {
  const state = { files: [], fail: '', requests: [] };
  const server = http.createServer(async (request, answer) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const call = {
      url: new URL(request.url, `http://${request.headers.host}`),
      method: request.method,
      headers: request.headers,
      body: Buffer.concat(parts),
    };
    const system = systems[call.url.hostname.split('.')[0]];
    const [status, content] = await system(call, state);
    const type =
      typeof content === 'string'
        ? 'text/html; charset=utf-8'
        : Buffer.isBuffer(content)
          ? 'application/octet-stream'
          : 'application/json';
    answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    answer.end(type === 'application/json' ? JSON.stringify(content) : content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    state,
    origin: (name) => `http://${name}.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The files of a form, as its bytes. */
async function files(call, field) {
  const sent = await new Response(call.body, { headers: { 'content-type': call.headers['content-type'] } }).formData();
  return Promise.all(
    sent.getAll(field).map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })),
  );
}

/** Keeps a file, or does with it what a system in trouble does. */
function keep(state, file) {
  if (state.fail === 'dropped') return;
  if (state.fail === 'changed') file.bytes = Buffer.concat([file.bytes, Buffer.from('\n')]);
  state.files.push(file);
}

const FAILURES = { signed_out: 401, refused: 403, too_large: 413, broken: 500 };

const systems = {
  async rt(call, state) {
    const { pathname, searchParams } = call.url;
    if (!pathname.startsWith('/REST/'))
      return [
        200,
        html(searchParams.has('signed_out') ? '<form id="login"><input name="pass"></form>' : `<h1>#7</h1>${form}`),
      ];
    state.requests.push(`${call.method} ${pathname}`);
    if (FAILURES[state.fail]) return [FAILURES[state.fail], { message: 'no' }];
    const one = /\/attachment\/(\d+)$/.exec(pathname);
    if (one) return [200, { id: Number(one[1]), Content: `${state.files[one[1] - 1].bytes.toString('base64')}\n` }];
    if (pathname.endsWith('/attachments'))
      return [200, { items: state.files.map(({ name }, at) => ({ id: String(at + 1), Filename: name })).reverse() }];
    for (const file of await files(call, 'Attachments')) keep(state, file);
    return [201, ['Comments added']];
  },

  servicenow(call, state) {
    const { pathname, searchParams } = call.url;
    if (!pathname.startsWith('/api/'))
      return [200, html(`<input type="hidden" id="sysparm_ck" value="token-1">${form}`)];
    if (call.method === 'GET') return [200, state.files.at(-1).bytes];
    if (call.headers['x-usertoken'] !== 'token-1') return [401, {}];
    if (searchParams.get('table_name') !== 'incident' || searchParams.get('table_sys_id') !== RECORD) return [404, {}];
    keep(state, { name: searchParams.get('file_name'), bytes: call.body });
    return [201, { result: { sys_id: 'f'.repeat(32) } }];
  },

  async jira(call, state) {
    const { pathname } = call.url;
    if (!pathname.startsWith('/rest/') && !pathname.startsWith('/secure/'))
      return [200, html(`<meta name="application-name" content="JIRA">${form}`)];
    if (call.method === 'GET') return [200, state.files.at(-1).bytes];
    if (call.headers['x-atlassian-token'] !== 'no-check') return [403, {}];
    if (pathname !== '/rest/api/2/issue/ACC-12/attachments') return [404, {}];
    for (const file of await files(call, 'file')) keep(state, file);
    return [200, [{ id: '9', content: `${call.url.origin}/secure/attachment/9` }]];
  },

  zendesk(call, state) {
    const { pathname, searchParams } = call.url;
    if (!pathname.startsWith('/api/') && !pathname.startsWith('/attachments/')) return [200, html(form)];
    if (pathname === '/api/v2/users/me.json') return [200, { user: { authenticity_token: 'token-2' } }];
    if (call.method === 'GET') return [200, state.files.at(-1).bytes];
    if (call.headers['x-csrf-token'] !== 'token-2') return [403, {}];
    if (pathname === '/api/v2/uploads.json') {
      state.upload = { name: searchParams.get('filename'), bytes: call.body };
      return [201, { upload: { token: 'u1', attachment: { content_url: `${call.url.origin}/attachments/u1` } } }];
    }
    const { ticket } = JSON.parse(call.body);
    if (pathname !== '/api/v2/tickets/31.json' || ticket.comment.public !== false || ticket.comment.uploads[0] !== 'u1')
      return [422, {}];
    keep(state, state.upload);
    return [200, { ticket: { id: 31 } }];
  },

  page(call, state) {
    if (call.url.pathname === '/keep') {
      state.files.push({ name: '', bytes: call.body });
      return [200, {}];
    }
    switch (call.url.pathname) {
      case '/drop':
        return [200, taker('<div id="place" class="dropzone">Drop files here</div>', 'drop', 'dataTransfer')];
      case '/paste':
        return [200, taker('<textarea id="place"></textarea>', 'paste', 'clipboardData')];
      case '/nothing':
        return [200, html('<h1>Ticket</h1>')];
      default:
        return [200, html(form)];
    }
  },
};

/** Where each system shows its ticket. */
export const TICKETS = {
  rt: '/Ticket/Display.html?id=7',
  servicenow: `/incident.do?sys_id=${RECORD}`,
  jira: '/browse/ACC-12',
  zendesk: '/agent/tickets/31',
};
