import { call } from './client';

export interface ServerEvent {
  event: string;
  data: string;
}

/** Splits a stream of server-sent events, whatever the chunks it arrives in. */
export class EventParser {
  private rest = '';

  push(chunk: string): ServerEvent[] {
    const blocks = (this.rest + chunk).replace(/\r\n?/g, '\n').split('\n\n');
    this.rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((event) => event !== null);
  }
}

function parseBlock(block: string): ServerEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length ? { event, data: data.join('\n') } : null;
}

interface StreamListener {
  onEvent: (event: ServerEvent) => void;
  /** True while events arrive by themselves; false means that the caller should ask from time to time. */
  onLive: (live: boolean) => void;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens until the returned function is called, and connects again with growing pauses. `fetch` rather than `EventSource`,
 * because only `fetch` can send the header that turns an ended session into a status instead of a foreign sign-in page.
 */
export function listen(path: string, listener: StreamListener): () => void {
  const stop = new AbortController();
  void run(path, listener, stop.signal);
  return () => stop.abort();
}

async function run(path: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const response = await call(path, { signal, headers: { Accept: 'text/event-stream' } });
      listener.onLive(true);
      pause = FIRST_PAUSE;
      await drain(response, listener);
    } catch {
      if (signal.aborted) return;
    }
    listener.onLive(false);
    await sleep(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function drain(response: Response, listener: StreamListener): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const event of parser.push(decoder.decode(value, { stream: true }))) listener.onEvent(event);
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
