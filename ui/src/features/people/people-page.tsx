import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useMemo, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { customerListQuery, searchCustomers } from '@/api/customers';
import type { CustomerListItem, CustomerMatch, Identifier } from '@/api/types';
import { DataTable, type Column } from '@/components/data-table';
import { filled, IdentifierFields } from '@/components/identifier-fields';
import { EmptyState, ErrorState, PageState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { Panel } from '@/components/panel';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import styles from './people-page.module.css';

/** Find a person by what points at one, or leaf through everybody. */
export function PeoplePage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <PageTitle>{t('people.title')}</PageTitle>
      <Panel title={t('people.search')}>
        <PersonSearch />
      </Panel>
      <Everybody />
    </div>
  );
}

function PersonSearch(): ReactElement {
  const { t } = useTranslation();
  const [identifiers, setIdentifiers] = useState<Identifier[]>([{ kind: 'email', value: '' }]);
  const [missing, setMissing] = useState(false);
  const search = useMutation({ mutationFn: searchCustomers });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = filled(identifiers);
    setMissing(wanted.length === 0);
    if (wanted.length > 0) search.mutate(wanted);
  };
  return (
    <form onSubmit={submit} noValidate className={styles.search}>
      <IdentifierFields identifiers={identifiers} onChange={setIdentifiers} error={missing ? t('identifiers.missing') : undefined} />
      <Button type="submit" leftSection={<Search size={16} aria-hidden />} loading={search.isPending} className={styles.submit}>
        {t('people.find')}
      </Button>
      {search.error ? <ErrorState error={search.error} compact /> : null}
      <div role="status">{search.data && <Matches matches={search.data.items} />}</div>
    </form>
  );
}

function Matches({ matches }: { matches: CustomerMatch[] }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  if (matches.length === 0) return <EmptyState title={t('people.nobody')} filtered>{t('people.nobodyHint')}</EmptyState>;
  return (
    <SimpleTable
      label={t('people.found', { count: matches.length })}
      minWidth="24rem"
      rows={matches}
      rowKey={(match) => match.id}
      columns={[
        { header: t('people.person'), cell: (match) => <PersonLink id={match.id} /> },
        { header: t('person.records'), numeric: true, cell: (match) => format.number(match.profiles) },
        {
          header: t('people.strength'),
          numeric: true,
          cell: (match) => (match.strength == null ? '–' : format.weight(match.strength)),
        },
      ]}
    />
  );
}

function PersonLink({ id }: { id: string }): ReactElement {
  return (
    <Link to="/people/$customerId" params={{ customerId: id }}>
      <code>{id}</code>
    </Link>
  );
}

function Everybody(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useInfiniteQuery(customerListQuery);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const columns = useMemo<Column<CustomerListItem>[]>(
    () => [
      { id: 'person', header: t('people.person'), width: 22, cell: (person) => <PersonLink id={person.id} /> },
      {
        id: 'records',
        header: t('person.records'),
        width: 8,
        numeric: true,
        cell: (person) => format.number(person.profiles),
      },
      {
        id: 'changed',
        header: t('person.changed'),
        width: 16,
        cell: (person) => (person.changed_at ? format.dateTime(person.changed_at) : '–'),
      },
    ],
    [t, format],
  );
  return (
    <section className={styles.page}>
      <h2>{t('people.everybody')}</h2>
      <PageState of={{ data: rows, error: list.error, refetch: list.refetch }}>
        {(people) =>
          people.length === 0 ? (
            <EmptyState title={t('people.none')}>{t('people.noneHint')}</EmptyState>
          ) : (
            <DataTable
              label={t('people.everybody')}
              columns={columns}
              rows={people}
              rowKey={(person) => person.id}
              hasMore={list.hasNextPage}
              loadingMore={list.isFetchingNextPage}
              onMore={list.fetchNextPage}
            />
          )
        }
      </PageState>
    </section>
  );
}
