import { randomBytes } from 'node:crypto';
import { readFileSync, existsSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { answer } from '../src/testing/answer';
import { createHandlers } from '../src/testing/handlers';

const DIST = join(import.meta.dirname, '../dist');
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The strictest policy the service may send: the nonce and nothing else. */
function policy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  );
}

function page(response: ServerResponse): void {
  const nonce = randomBytes(18).toString('base64');
  response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8', 'content-security-policy': policy(nonce) });
  response.end(readFileSync(join(DIST, 'index.html'), 'utf8').replaceAll('__CSP_NONCE__', nonce));
}

function file(path: string, response: ServerResponse): boolean {
  const inside = join(DIST, normalize(path));
  const type = TYPES[extname(inside)];
  if (!inside.startsWith(DIST) || !type || !existsSync(inside)) return false;
  response.writeHead(200, { 'content-type': type });
  response.end(readFileSync(inside));
  return true;
}

/** Serves the built pages under the production policy, and the interface from made-up data. The role is a cookie. */
export async function startFixtureServer(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (path.startsWith('/api/')) {
        const role = /role=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'officer';
        if (await answer(createHandlers(role), request, response)) return;
        response.writeHead(404).end();
      } else if (path.startsWith('/assets/') || TYPES[extname(path)]) {
        if (!file(path, response)) response.writeHead(404).end();
      } else page(response);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
