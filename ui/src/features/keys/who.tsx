import type { ReactElement } from 'react';
import { useFormat } from '@/lib/format';
import styles from './keys-page.module.css';

/** Who did something, and when beneath it. */
export function Who({ by, at }: { by: string; at: string | null }): ReactElement {
  const format = useFormat();
  return (
    <>
      {by}
      {at && <div className={`muted ${styles.when}`}>{format.dateTime(at)}</div>}
    </>
  );
}
