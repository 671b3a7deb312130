import { Check, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '@/api/types';
import { useActorName } from '@/lib/use-actor-name';
import { useFormat } from '@/lib/format';
import styles from './stage-rail.module.css';

/** The way of a request from received to answered, with who and when at each stage passed. */
export function StageRail({ stages, timeZone }: { stages: Stage[]; timeZone: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <div role="region" aria-label={t('stage.label')} tabIndex={0} className={styles.region}>
      <ol className={styles.rail}>
        {stages.map((stage) => (
          <StageItem key={stage.stage} stage={stage} timeZone={timeZone} />
        ))}
      </ol>
    </div>
  );
}

function StageItem({ stage, timeZone }: { stage: Stage; timeZone: string }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useActorName();
  return (
    <li className={styles.stage} data-state={stage.state} aria-current={stage.state === 'current' ? 'step' : undefined}>
      <span className={styles.dot} aria-hidden>
        {stage.state === 'done' && <Check size={14} />}
        {stage.state === 'skipped' && <Minus size={14} />}
      </span>
      <span className={styles.name}>{t(`stage.${stage.stage}`)}</span>
      <span className="visually-hidden">, {t(`stageState.${stage.state}`)}</span>
      {stage.at && stage.state !== 'todo' && (
        <span className={styles.when}>
          <span>{format.date(stage.at, timeZone)}</span>
          <span>{format.clock(stage.at, timeZone)}</span>
          {stage.by && <span className={styles.by}>{nameOf(stage.by)}</span>}
        </span>
      )}
    </li>
  );
}
