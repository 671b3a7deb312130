import { Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { whyQuery } from '@/api/customers';
import type { Why } from '@/api/types';
import { useFormat } from '@/lib/format';
import { PageState } from './page-state';
import { Facts } from './panel';
import { Waterfall } from './waterfall';

export interface Pair {
  a: string;
  b: string;
}

interface WhyPanelProps {
  customer: string;
  pair: Pair | null;
  nameOf: (profile: string) => string;
  onClose: () => void;
}

/** Why two records belong to one person: a sentence, then the picture, then the facts. */
export function WhyPanel({ customer, pair, nameOf, onClose }: WhyPanelProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Drawer opened={pair !== null} onClose={onClose} title={t('why.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {pair && <WhyContent customer={customer} pair={pair} nameOf={nameOf} />}
    </Drawer>
  );
}

function WhyContent({ customer, pair, nameOf }: Omit<WhyPanelProps, 'onClose' | 'pair'> & { pair: Pair }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(whyQuery(customer, pair.a, pair.b));
  return (
    <Stack gap="md">
      <p className="muted">{t('why.between', { a: nameOf(pair.a), b: nameOf(pair.b) })}</p>
      <PageState of={answer}>
        {(why) => (
          <>
            <p>{why.sentence}</p>
            <Waterfall why={why} />
            <WhyFacts why={why} pair={pair} />
          </>
        )}
      </PageState>
    </Stack>
  );
}

function WhyFacts({ why, pair }: { why: Why; pair: Pair }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts
      items={[
        { term: t('why.probability'), value: format.percent(why.probability) },
        { term: t('why.total'), value: format.weight(why.total) },
        { term: t('why.thresholdTerm'), value: format.weight(why.threshold) },
        { term: t('why.model'), value: why.model ?? '–' },
        { term: t('why.records'), value: <RecordIds pair={pair} /> },
      ]}
    />
  );
}

function RecordIds({ pair }: { pair: Pair }): ReactElement {
  return (
    <>
      <code>{pair.a}</code>
      <br />
      <code>{pair.b}</code>
    </>
  );
}
