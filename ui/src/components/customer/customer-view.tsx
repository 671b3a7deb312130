import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { customerGraphQuery, customerQuery } from '@/api/customers';
import { asProblem } from '@/api/problem';
import type { Customer } from '@/api/types';
import { EmptyState, PageState } from '@/components/page-state';
import { Facts, Panel } from '@/components/panel';
import { SimpleTable } from '@/components/simple-table';
import type { Pair } from '@/components/why-panel';
import { useFocusReturn } from '@/lib/use-focus-return';
import { useFormat } from '@/lib/format';
import { IdentityGraph } from './identity-graph';
import styles from './customer-view.module.css';

const WhyPanel = lazy(() => import('@/components/why-panel').then((module) => ({ default: module.WhyPanel })));

interface CustomerViewProps {
  customer: string;
  pair: Pair | null;
  onPair: (pair: Pair | null) => void;
}

/** One person: the facts, the graph of records, the records and the links, with a Why for each. */
export function CustomerView({ customer, pair, onPair }: CustomerViewProps): ReactElement {
  const { t } = useTranslation();
  const focus = useFocusReturn();
  const onWhy = (a: string, b: string) => {
    focus.remember();
    onPair({ a, b });
  };
  const closeWhy = () => {
    onPair(null);
    focus.giveBack();
  };
  const answer = useQuery(customerQuery(customer));
  if ([404, 410].includes(asProblem(answer.error).status)) {
    return <EmptyState title={t('person.gone')}>{t('person.goneHint')}</EmptyState>;
  }
  return (
    <PageState of={answer}>
      {(person) => (
        <div className={styles.view}>
          <PersonFacts person={person} onWhy={onWhy} />
          <GraphPanel customer={person.id} onWhy={onWhy} />
          <Records person={person} />
          <Links person={person} onWhy={onWhy} />
          <Suspense>
            {pair && <WhyPanel customer={person.id} pair={pair} nameOf={profileNames(person)} onClose={closeWhy} />}
          </Suspense>
        </div>
      )}
    </PageState>
  );
}

function profileNames(person: Customer): (id: string) => string {
  const names = new Map(person.profiles.map((profile) => [profile.id, [profile.source, profile.label].filter(Boolean).join(' ')]));
  return (id) => names.get(id) ?? id;
}

type OnWhy = (a: string, b: string) => void;

function PersonFacts({ person, onWhy }: { person: Customer; onWhy: OnWhy }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const weakest = person.weakest_link;
  return (
    <Panel title={t('person.facts')}>
      <Facts
        items={[
          { term: t('person.records'), value: format.number(person.profiles.length) },
          { term: t('person.sources'), value: [...new Set(person.profiles.map((profile) => profile.source))].join(', ') },
          {
            term: t('person.weakest'),
            value: weakest ? (
              <>
                {format.weight(weakest.weight)} ({profileNames(person)(weakest.a)} · {profileNames(person)(weakest.b)}){' '}
                <Button variant="subtle" size="compact-xs" onClick={() => onWhy(weakest.a, weakest.b)}>
                  {t('why.title')}
                </Button>
              </>
            ) : (
              t('person.noLinks')
            ),
          },
          { term: t('why.thresholdTerm'), value: format.weight(person.threshold) },
          { term: t('why.model'), value: person.model ?? '–' },
          { term: t('person.changed'), value: person.changed_at ? format.dateTime(person.changed_at) : '–' },
        ]}
      />
    </Panel>
  );
}

function GraphPanel({ customer, onWhy }: { customer: string; onWhy: OnWhy }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(customerGraphQuery(customer));
  return (
    <Panel title={t('person.graph')}>
      <PageState of={answer}>{(graph) => <IdentityGraph graph={graph} onWhy={onWhy} />}</PageState>
    </Panel>
  );
}

function Records({ person }: { person: Customer }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('person.recordTable')} flush>
      <SimpleTable
        label={t('person.recordTable')}
        rows={person.profiles}
        rowKey={(profile) => profile.id}
        columns={[
          { header: t('person.source'), cell: (profile) => <strong>{profile.source}</strong> },
          { header: t('person.record'), cell: (profile) => <code>{profile.id}</code> },
          {
            header: t('person.attributes'),
            cell: (profile) => (
              <ul className={styles.attributes}>
                {profile.attributes.map((attribute, index) => (
                  <li key={index}>
                    <span className="muted">{t(`identifier.${attribute.kind}`, { defaultValue: attribute.kind.replaceAll('_', ' ') })}</span>{' '}
                    {attribute.masked}
                  </li>
                ))}
              </ul>
            ),
          },
          { header: t('person.updated'), cell: (profile) => (profile.updated_at ? format.dateTime(profile.updated_at) : '–') },
        ]}
      />
    </Panel>
  );
}

function Links({ person, onWhy }: { person: Customer; onWhy: OnWhy }): ReactElement | null {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = profileNames(person);
  if (person.links.length === 0) return null;
  return (
    <Panel title={t('person.links')} flush>
      <SimpleTable
        label={t('person.links')}
        rows={[...person.links].sort((a, b) => a.weight - b.weight)}
        rowKey={(link) => `${link.a}-${link.b}`}
        columns={[
          { header: t('graph.one'), cell: (link) => nameOf(link.a) },
          { header: t('graph.other'), cell: (link) => nameOf(link.b) },
          { header: t('why.weight'), numeric: true, cell: (link) => format.weight(link.weight) },
          { header: t('why.probability'), numeric: true, cell: (link) => (link.probability == null ? '–' : format.percent(link.probability)) },
          { header: t('graph.strength'), cell: (link) => t(link.above_threshold ? 'graph.aboveThreshold' : 'graph.belowThreshold') },
          {
            header: t('why.column'),
            cell: (link) => (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => onWhy(link.a, link.b)}
                aria-label={t('why.askBoth', { a: nameOf(link.a), b: nameOf(link.b) })}
              >
                {t('why.title')}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
