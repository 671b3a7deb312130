import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { getResponse, type HttpHandler } from 'msw';

/** Answers a Node request from the handlers. False means that none of them knows the address. */
export async function answer(handlers: HttpHandler[], incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  const request = new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method: incoming.method,
    headers: Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])),
    body: hasBody ? (Readable.toWeb(incoming) as ReadableStream) : undefined,
    duplex: 'half',
  } as RequestInit);
  const response = await getResponse(handlers, request);
  if (!response) return false;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) outgoing.end();
  else {
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    outgoing.on('close', () => body.destroy());
    body.on('error', () => outgoing.end());
    body.pipe(outgoing);
  }
  return true;
}
