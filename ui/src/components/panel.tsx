import type { ReactElement, ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  children: ReactNode;
  /** Sits at the end of the heading row. */
  aside?: ReactNode;
  flush?: boolean;
}

/** A titled part of a screen. */
export function Panel({ title, children, aside, flush = false }: PanelProps): ReactElement {
  return (
    <section className={styles.panel}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {aside}
      </div>
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Terms and their values, one beside the other. */
export function Facts({ items }: { items: Fact[] }): ReactElement {
  return (
    <dl className={styles.facts}>
      {items.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
