import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '@/api/types';

/** Who a request is about, as far as it may be shown in a list: one masked identifier, or the number of them. */
export function SubjectWords({ subject }: { subject: Subject }): ReactElement {
  const { t } = useTranslation();
  const first = subject.identifiers[0];
  if (!first) return <span className="muted">{subject.customer ? <code>{subject.customer}</code> : t('request.noIdentifiers')}</span>;
  const more = subject.identifiers.length - 1;
  return (
    <span>
      {first.masked}
      {more > 0 && <span className="muted"> {t('request.moreIdentifiers', { count: more })}</span>}
    </span>
  );
}
