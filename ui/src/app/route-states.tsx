import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@/components/page-title';
import { ErrorState } from '@/components/page-state';

export function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <section>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </section>
  );
}

/** A screen that failed to load or to draw: the shell stays, so that every other screen is one click away. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps): ReactElement {
  const { t } = useTranslation();
  return (
    <section>
      <PageTitle>{t('state.screenFailed')}</PageTitle>
      <ErrorState error={error} onRetry={reset} />
    </section>
  );
}
