import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { useServer } from '@/testing/server';
import { EventParser, listen } from './stream';

const server = useServer();

describe('the parser', () => {
  it('puts an event together from chunks that cut it anywhere', () => {
    const text = 'event: changed\ndata: {"id":"req_1"}\n\n';
    for (let cut = 1; cut < text.length; cut++) {
      const parser = new EventParser();
      const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
      expect(events).toEqual([{ event: 'changed', data: '{"id":"req_1"}' }]);
    }
  });

  it('ignores comments and joins lines of data', () => {
    expect(new EventParser().push(': hello\n\ndata: a\ndata: b\n\n')).toEqual([{ event: 'message', data: 'a\nb' }]);
  });
});

describe('listening', () => {
  it('hands on events and says when it lost the stream', async () => {
    server.use(http.get('*/api/v1/stream', () => new HttpResponse('event: changed\ndata: {}\n\n', { headers: { 'content-type': 'text/event-stream' } })));
    const onEvent = vi.fn();
    const onLive = vi.fn();
    const stop = listen('/stream', { onEvent, onLive });
    await vi.waitFor(() => expect(onLive).toHaveBeenCalledWith(false));
    stop();
    expect(onLive).toHaveBeenNthCalledWith(1, true);
    expect(onEvent).toHaveBeenCalledWith({ event: 'changed', data: '{}' });
  });

  it('reports no stream where there is none', async () => {
    server.use(http.get('*/api/v1/stream', () => new HttpResponse(null, { status: 503 })));
    const onLive = vi.fn();
    const stop = listen('/stream', { onEvent: vi.fn(), onLive });
    await vi.waitFor(() => expect(onLive).toHaveBeenCalledWith(false));
    stop();
    expect(onLive).not.toHaveBeenCalledWith(true);
  });
});
