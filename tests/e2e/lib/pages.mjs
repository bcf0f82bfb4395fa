// Pages for faults: a link that leaves at once, buttons that stay, on as many origins as a test wants. They answer in a
// millisecond, so every race with a navigation is as close as it gets.
import http from 'node:http';

const page = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Requests</title><body><main>${body}</main></body></html>`;

/** `/stay` has buttons, `/leave/N` links to the next, `/plain` nothing. */
function content(pathname) {
  const [, kind, count = '0'] = pathname.split('/');
  switch (kind) {
    case 'stay':
      return page('<h1>Requests</h1><button id="approve">Approve</button> <button id="save">Save</button>');
    case 'leave':
      return page(`<h1>Requests</h1><a id="next" href="/leave/${Number(count) + 1}">Approve request</a>`);
    case 'term':
      return page('<h1>Requests</h1><button id="term">Add Payroll Viewer</button>');
    case 'comment':
      return page(
        '<h1>Requests</h1><article><h3>Jane Roe</h3><time datetime="2026-11-23T10:00:00Z">10:00</time><p id="text">Approved, go on</p></article>',
      );
    case 'desk':
      return `${page('<h1>Queue</h1><nav><a>Tickets</a> <a>Queue</a> <a>Requests</a></nav><button>New ticket</button>')}`.replace(
        'Requests</title>',
        'Service desk</title>',
      );
    case 'login':
      return page(
        '<h1>Sign in</h1><form><label>User <input></label><label>Password <input type="password"></label><button>Sign in</button></form>',
      );
    default:
      return page('<h1>Requests</h1>');
  }
}

/** Starts the server; `origin(name)` is an origin on it. */
export async function servePages() {
  const server = http.createServer((request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    answer.end(content(new URL(request.url, 'http://localhost').pathname));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    origin: (name = 'tickets') => `http://${name}.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
