import { Button, Skeleton } from '@mantine/core';
import { CircleAlert, CircleSlash, Inbox, SearchX } from 'lucide-react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import styles from './page-state.module.css';

const QUIET_FOR = 200;

/** Nothing for a moment, then a skeleton: a quick answer must not flicker. */
export function LoadingState({ rows = 6 }: { rows?: number }): ReactElement {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), QUIET_FOR);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={styles.loading}>
      {visible && (
        <>
          <span className="visually-hidden">{t('state.loading')}</span>
          {Array.from({ length: rows }, (_, row) => (
            <Skeleton key={row} height={28} radius="sm" />
          ))}
        </>
      )}
    </div>
  );
}

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** True where filters hide everything, rather than there being nothing. */
  filtered?: boolean;
}

export function EmptyState({ title, children, filtered = false }: EmptyStateProps): ReactElement {
  const Icon = filtered ? SearchX : Inbox;
  return (
    <div className={styles.empty}>
      <Icon size={28} aria-hidden className={styles.icon} />
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** The short form stands inside a dialog or beside content that is still good. */
  compact?: boolean;
}

/** What happened, what it means, what the reader can do, and the reference to quote. */
export function ErrorState({ error, onRetry, compact = false }: ErrorStateProps): ReactElement {
  const { t } = useTranslation();
  const problem = asProblem(error);
  const forbidden = problem.status === 403;
  const Icon = forbidden ? CircleSlash : CircleAlert;
  return (
    <div role="alert" className={styles.error} data-compact={compact}>
      <Icon size={20} aria-hidden className={forbidden ? styles.icon : styles.dangerIcon} />
      <div className={styles.words}>
        <p className={styles.title}>{problem.status === 0 ? t('problem.unreachable.title') : problem.message}</p>
        <p>{problem.detail ?? t(`problem.${problem.advice}.means`)}</p>
        <p className="muted">{t(`problem.${problem.advice}.do`)}</p>
        {problem.reference && (
          <p className="muted">
            {t('problem.reference')} <code>{problem.reference}</code>
          </p>
        )}
        {onRetry && !forbidden && (
          <Button variant="default" size="xs" onClick={onRetry} className={styles.retry}>
            {t('action.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface Answer<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Draws an answer in whichever state it is. What was once shown stays while a refresh fails: stale beats blank. */
export function PageState<T>({ of, children }: { of: Answer<T>; children: (data: T) => ReactNode }): ReactElement {
  const { t } = useTranslation();
  if (of.data === undefined) {
    return of.error ? <ErrorState error={of.error} onRetry={() => void of.refetch()} /> : <LoadingState />;
  }
  return (
    <>
      {of.error ? (
        <div role="status" className={styles.stale}>
          {t('state.stale')}
          <Button variant="default" size="compact-xs" onClick={() => void of.refetch()}>
            {t('action.retry')}
          </Button>
        </div>
      ) : null}
      {children(of.data)}
    </>
  );
}
