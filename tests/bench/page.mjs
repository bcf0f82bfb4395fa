// The page that every recorder is measured on: an admin list of 300 rows, generated alike each time.
import http from 'node:http';

const FIRST = ['Avery', 'Blake', 'Casey', 'Drew', 'Emery', 'Finley', 'Gray', 'Harper', 'Indigo', 'Jules'];
const LAST = ['Alder', 'Birch', 'Cedar', 'Dale', 'Elm', 'Fern', 'Grove', 'Heath', 'Ivy', 'Juniper'];
const ROLES = ['Viewer', 'Editor', 'Operator', 'Administrator'];

function row(index) {
  const name = `${FIRST[index % 10]} ${LAST[Math.floor(index / 10) % 10]}`;
  const login = `${name.toLowerCase().replace(' ', '.')}${index}`;
  const options = ROLES.map((role, at) => `<option${at === index % 4 ? ' selected' : ''}>${role}</option>`).join('');
  return `<tr id="r${index}">
    <td><input type="checkbox" aria-label="Select ${name}"></td>
    <th scope="row"><a href="#user-${index}">${name}</a></th>
    <td>${login}@example.com</td>
    <td><select aria-label="Role of ${name}">${options}</select></td>
    <td><span class="status">${index % 5 ? 'Active' : 'Disabled'}</span></td>
    <td><time datetime="2026-11-0${1 + (index % 9)}T08:00:00Z">${1 + (index % 9)} Nov 2026</time></td>
    <td><button type="button" class="edit"><svg viewBox="0 0 8 8" aria-hidden="true"><path d="M1 7 7 1"/></svg> Edit</button>
        <button type="button" class="remove" title="Remove from group">Remove</button></td>
  </tr>`;
}

const rows = Array.from({ length: 300 }, (_, index) => row(index)).join('\n');

/** The page with one script in its head, or none. A click changes the page as an admin list would. */
function page(script) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Members</title><link rel="icon" href="data:,">
<style>body{font:14px sans-serif}table{border-collapse:collapse}td,th{padding:4px 10px;border-bottom:1px solid #ddd;text-align:left}.done{background:#efe}svg{width:10px;stroke:#333}</style>
${script ? `<script src="/${script}"></script>` : ''}</head><body>
<header><h1>Members of the group</h1><form role="search"><label>Search <input type="search" name="q"></label><button>Search</button></form></header>
<main><table><thead><tr><th></th><th>Name</th><th>Email</th><th>Role</th><th>Status</th><th>Since</th><th></th></tr></thead><tbody>
${rows}</tbody></table></main>
<script>document.querySelector('tbody').addEventListener('click', (event) => {
  const row = event.target.closest('button') && event.target.closest('tr');
  if (!row) return;
  row.classList.toggle('done');
  row.querySelector('.status').textContent = row.classList.contains('done') ? 'Pending' : 'Active';
});</script></body></html>`;
}

/** Serves the page at `/` and `/?with=<name>`, and the scripts by name; everything else is answered with `{}`. */
export async function serve(scripts) {
  const requests = [];
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://bench.localhost');
    requests.push(url.pathname);
    const name = url.pathname.slice(1);
    const [type, body] =
      name === ''
        ? ['text/html; charset=utf-8', page(url.searchParams.get('with'))]
        : name in scripts
          ? ['text/javascript', scripts[name]]
          : ['application/json', '{}'];
    response.setHeader('content-type', type);
    request.resume().on('end', () => response.end(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://bench.localhost:${server.address().port}`,
    /** How often something was asked for whose path starts so. */
    asked: (start) => requests.filter((path) => path.startsWith(start)).length,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
