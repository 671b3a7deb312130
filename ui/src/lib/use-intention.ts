import { useRef } from 'react';
import { idempotencyKey } from '@/api/client';

/** Answers the same key for as long as the content stays the same, so that sending a lost call again never acts twice. */
export function useIntention(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, key: idempotencyKey() };
    return last.current.key;
  };
}
