// HTTP to the lab's own hosts. Node leaves `*.localhost` to the system's resolver, which may not know it; browsers
// take it for loopback by themselves. So connect to 127.0.0.1 and name the host in the header.
import { request } from 'node:http';

/** Resolves to {status, headers, body: Buffer}. Follows nothing. */
export function loopback(url, { method = 'GET', headers = {}, body, timeout = 20000 } = {}) {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const req = request({
      host: '127.0.0.1',
      port,
      method,
      path: pathname + search,
      headers: { host: `${hostname}:${port}`, ...headers },
      timeout,
    });
    req.once('error', reject);
    req.once('timeout', () => req.destroy(new Error(`no answer from ${hostname} in ${timeout} ms`)));
    req.once('response', (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.once('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    req.end(body);
  });
}
