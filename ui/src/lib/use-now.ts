import { useEffect, useState } from 'react';

/** The current moment, renewed while `running`, for pictures that grow with time. */
export function useNow(running: boolean, every = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [running, every]);
  return now;
}
