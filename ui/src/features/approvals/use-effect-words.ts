import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format';
import type { Proposal } from '@/lib/use-waiting';

/** What a proposal does once a second person has confirmed it, in one sentence. */
export function useEffectWords(): (proposal: Proposal) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return useCallback(
    (proposal) => {
      switch (proposal.kind) {
        case 'thaw':
          return t('proposal.thaw.effect', { count: proposal.of.keys.length });
        case 'export':
          return t('proposal.export.effect', { count: proposal.of.keys.length });
        case 'break_glass':
          return t('proposal.break_glass.effect', {
            caller: proposal.by,
            fields: new Intl.ListFormat(i18n.language).format(proposal.of.fields),
            purpose: proposal.of.purpose,
            count: proposal.of.hours,
          });
        case 'policy':
          return t('proposal.policy.effect', { version: proposal.of.based_on + 1, present: proposal.of.based_on });
        case 'stop':
          return t('proposal.stop.effect', { caller: proposal.by, people: format.number(proposal.of.bound) });
      }
    },
    [t, i18n.language, format],
  );
}
