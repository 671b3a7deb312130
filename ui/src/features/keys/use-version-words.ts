import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyItem } from '@/api/types';
import { useFormat } from '@/lib/format';

/** Who made a version of the policy, when and why. */
export function useVersionWords(): (version: PolicyItem) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    ({ made_by: by, made_at: at, reason }) =>
      by && at ? t('policy.madeBy', { by, at: format.dateTime(at), reason: reason ?? '' }) : t('policy.shipped'),
    [t, format],
  );
}
