import { Kbd, Modal, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shortcuts.module.css';

const KEYS = ['today', 'requests', 'approvals', 'people', 'keyring', 'rows', 'graph', 'help'] as const;

interface KeyListProps {
  enabled: boolean;
  onToggle: (on: boolean) => void;
  onClose: () => void;
}

/** What the keys do, and the switch that turns the single ones off. */
export function KeyList({ enabled, onToggle, onClose }: KeyListProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Switch checked={enabled} onChange={(event) => onToggle(event.currentTarget.checked)} label={t('keys.enabled')} mb="md" />
      <dl className={styles.list}>
        {KEYS.map((name) => (
          <div key={name}>
            <dt>
              <Kbd>{t(`keys.${name}.keys`)}</Kbd>
            </dt>
            <dd>{t(`keys.${name}.what`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
