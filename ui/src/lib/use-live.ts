import { useEffect, useRef, useState } from 'react';
import { listen } from '@/api/stream';

/** How often to ask while the stream is down, in milliseconds. */
export const POLL_EVERY = 10_000;

/**
 * Follows a stream of changes and calls back on each, and once on every new connection, because something may have changed
 * in between. Answers whether changes arrive by themselves; while they do not, it calls back every {@link POLL_EVERY}.
 */
export function useLive(path: string, onChange: () => void): boolean {
  const [live, setLive] = useState(true);
  const callback = useRef(onChange);
  useEffect(() => {
    callback.current = onChange;
  }, [onChange]);

  useEffect(
    () =>
      listen(path, {
        onEvent: ({ event }) => {
          if (event === 'changed') callback.current();
        },
        onLive: (now) => {
          setLive(now);
          if (now) callback.current();
        },
      }),
    [path],
  );

  useEffect(() => {
    if (live) return;
    const timer = setInterval(() => callback.current(), POLL_EVERY);
    return () => clearInterval(timer);
  }, [live]);
  return live;
}
