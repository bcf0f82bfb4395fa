// Serves the extension's pages on loopback under the policy that the manifest sets, so that what it forbids fails here too.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

const TYPES = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Starts the server; `bundles` maps paths to scripts built for this run. */
export async function servePages(bundles) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8'));
  const policy = manifest.content_security_policy.extension_pages;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    try {
      const body = bundles[pathname] ?? readFileSync(path.join(root, 'extension', path.normalize(pathname)));
      response.writeHead(200, {
        'content-type': `${TYPES[path.extname(pathname)]}; charset=utf-8`,
        'content-security-policy': policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}
