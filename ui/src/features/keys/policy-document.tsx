import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenPolicy, TokenRule } from '@/api/types';
import { EmptyState } from '@/components/page-state';
import { Facts, Panel } from '@/components/panel';
import { SimpleTable, type SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { Names } from './names';
import styles from './keys-page.module.css';

/** A policy as tables: what is allowed to whom, and how much of it. */
export function PolicyDocument({ policy }: { policy: TokenPolicy }): ReactElement {
  const { t } = useTranslation();
  const columns = useRuleColumns();
  const rules = (operation: TokenRule['operation']) => policy.rules.filter((rule) => rule.operation === operation);
  return (
    <>
      <Panel title={t('policy.reveal')} flush>
        <Rules label={t('policy.reveal')} rules={rules('reveal')} columns={columns.reveal} minWidth="60rem" />
      </Panel>
      <Panel title={t('policy.tokenize')} flush>
        <Rules label={t('policy.tokenize')} rules={rules('tokenize')} columns={columns.tokenize} minWidth="40rem" />
      </Panel>
      <div className={styles.columns}>
        <Panel title={t('policy.purposes')}>
          <Facts items={policy.purposes.map(({ code, description }) => ({ term: code, value: description }))} />
        </Panel>
        <Limits policy={policy} />
      </div>
    </>
  );
}

interface RulesProps {
  label: string;
  rules: TokenRule[];
  columns: SimpleColumn<TokenRule>[];
  minWidth: string;
}

function Rules({ label, rules, columns, minWidth }: RulesProps): ReactElement {
  const { t } = useTranslation();
  if (rules.length === 0) return <EmptyState title={t('policy.noRule')} />;
  return <SimpleTable label={label} columns={columns} rows={rules} rowKey={(rule) => rule.name} minWidth={minWidth} wholeWords />;
}

function Limits({ policy }: { policy: TokenPolicy }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { anomaly, break_glass: terms } = policy;
  return (
    <Panel title={t('policy.limits')}>
      <Facts
        items={[
          {
            term: t('policy.unusual'),
            value: t('policy.unusualWords', { times: format.number(anomaly.times_usual), people: format.number(anomaly.people_at_least) }),
          },
          { term: t('breakGlass.title'), value: t('policy.breakGlassWords', { count: terms.hours_at_most }) },
          { term: t('policy.perMinute'), value: format.number(terms.values_per_minute) },
          { term: t('policy.perDay'), value: format.number(terms.values_per_day) },
          { term: t('policy.people'), value: format.number(terms.people_per_day) },
        ]}
      />
    </Panel>
  );
}

function useRuleColumns(): Record<TokenRule['operation'], SimpleColumn<TokenRule>[]> {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const count = (value: number | undefined) => (value === undefined ? t('policy.unlimited') : format.number(value));
    const name: SimpleColumn<TokenRule> = { header: t('policy.rule'), cell: (rule) => <code>{rule.name}</code> };
    const who: SimpleColumn<TokenRule> = { header: t('policy.who'), cell: (rule) => <Who rule={rule} /> };
    const fields: SimpleColumn<TokenRule> = {
      header: t('policy.fields'),
      cell: (rule) => <Names names={rule.fields} everyone={t('policy.everyField')} />,
    };
    const perMinute: SimpleColumn<TokenRule> = { header: t('policy.perMinute'), numeric: true, cell: (rule) => count(rule.values_per_minute) };
    return {
      tokenize: [name, who, fields, perMinute],
      reveal: [
        name,
        who,
        fields,
        { header: t('policy.purpose'), cell: (rule) => <Names names={rule.purposes ?? []} everyone={t('policy.everyPurpose')} /> },
        {
          header: t('policy.shows'),
          cell: (rule) => (rule.shows ?? []).map((show) => t(`mask.${show}`, { defaultValue: show })).join(', '),
        },
        perMinute,
        { header: t('policy.perDay'), numeric: true, cell: (rule) => count(rule.values_per_day) },
        { header: t('policy.people'), numeric: true, cell: (rule) => count(rule.people_per_day) },
      ],
    };
  }, [t, format]);
}

function Who({ rule }: { rule: TokenRule }): ReactElement {
  const { t } = useTranslation();
  const roles = (rule.roles ?? []).map((role) => t(`role.${role}`, { defaultValue: role }));
  return (
    <>
      {roles.length > 0 && <div>{t('policy.roles', { roles: roles.join(', ') })}</div>}
      {rule.callers && <div>{t('policy.callers', { callers: rule.callers.join(', ') })}</div>}
    </>
  );
}
