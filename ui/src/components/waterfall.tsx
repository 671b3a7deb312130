import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, Why } from '@/api/types';
import { useFormat } from '@/lib/format';
import { waterfallBars, type Bar } from './waterfall-bars';
import styles from './waterfall.module.css';

/** The evidence for a link, prior first and total last: a table whose last column holds the bars, so that everyone can read it. */
export function Waterfall({ why }: { why: Why }): ReactElement {
  const { t } = useTranslation();
  const { prior, findings, total, threshold } = waterfallBars(why);
  return (
    <div role="region" aria-label={t('why.waterfall')} tabIndex={0} className={styles.region}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('why.waterfall')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('why.evidence')}</th>
            <th scope="col" className={styles.number}>
              {t('why.weight')}
            </th>
            <th scope="col">{t('why.sum')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('why.prior')} bar={prior} threshold={threshold} kind="sum" />
          {findings.map(({ finding, bar }) => (
            <FindingRow key={finding.field} finding={finding} bar={bar} threshold={threshold} />
          ))}
          <Row name={t('why.total')} bar={total} threshold={threshold} kind="sum" strong />
        </tbody>
      </table>
      <p className={styles.legend}>
        <span className={styles.legendLine} aria-hidden />
        <Threshold value={why.threshold} />
      </p>
    </div>
  );
}

function Threshold({ value }: { value: number }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return <span>{t('why.threshold', { weight: format.weight(value) })}</span>;
}

function FindingRow({ finding, bar, threshold }: { finding: Finding; bar: Bar; threshold: number }): ReactElement {
  const { t } = useTranslation();
  const field = t(`field.${finding.field}`, { defaultValue: finding.field.replaceAll('_', ' ') });
  return (
    <Row
      name={field}
      note={t(`level.${finding.level}`, { defaultValue: finding.level.replaceAll('_', ' ') })}
      values={[finding.left, finding.right]}
      bar={bar}
      threshold={threshold}
      kind={finding.sign}
    />
  );
}

interface RowProps {
  name: string;
  note?: string;
  values?: [string | null, string | null];
  bar: Bar;
  threshold: number;
  kind: string;
  strong?: boolean;
}

function Row({ name, note, values, bar, threshold, kind, strong = false }: RowProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <tr data-strong={strong || undefined}>
      <th scope="row">
        {kind !== 'sum' && (
          <>
            <span className={styles.sign} data-sign={kind} aria-hidden>
              {kind === '-' ? '−' : kind}
            </span>
            <span className="visually-hidden">{t(`sign.${kind}`, { defaultValue: '' })} </span>
          </>
        )}
        {name}
        {note && <span className={styles.note}>{note}</span>}
        {values && (values[0] || values[1]) && (
          <span className={styles.values}>
            {values[0] || t('why.unknown')} · {values[1] || t('why.unknown')}
          </span>
        )}
      </th>
      <td className={styles.number}>{format.weight(bar.value)}</td>
      <td className={styles.lane}>
        <span className={styles.track} aria-hidden>
          <span className={styles.thresholdLine} style={{ insetInlineStart: `${threshold}%` }} />
          <span className={styles.bar} data-sign={kind} style={{ insetInlineStart: `${bar.start}%`, width: `${bar.width}%` }} />
        </span>
      </td>
    </tr>
  );
}
