import { Kbd, Modal, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shortcuts.module.css';

const STORED = 'lethe-single-keys';
const CHORD_TIME = 1_200;
const PLACES = { t: '/', r: '/requests', p: '/people' } as const;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"], [data-keys]') !== null)
  );
}

/** The single keys, their list (`?`) and their switch: speech users must be able to turn them off. */
export function Shortcuts(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [listed, setListed] = useState(false);
  const [enabled, setEnabled] = useState(() => localStorage.getItem(STORED) !== 'off');
  const chordUntil = useRef(0);

  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === '?') setListed(true);
      const place = PLACES[event.key as keyof typeof PLACES];
      if (place && event.timeStamp < chordUntil.current) void navigate({ to: place });
      chordUntil.current = event.key === 'g' ? event.timeStamp + CHORD_TIME : 0;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled, navigate]);

  const toggle = (on: boolean) => {
    setEnabled(on);
    localStorage.setItem(STORED, on ? 'on' : 'off');
  };

  return (
    <>
      <button type="button" className={styles.opener} onClick={() => setListed(true)}>
        {t('keys.title')} <Kbd size="xs">?</Kbd>
      </button>
      <Modal opened={listed} onClose={() => setListed(false)} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <Switch checked={enabled} onChange={(event) => toggle(event.currentTarget.checked)} label={t('keys.enabled')} mb="md" />
        <dl className={styles.list}>
          {(['today', 'requests', 'people', 'rows', 'graph', 'help'] as const).map((name) => (
            <div key={name}>
              <dt>
                <Kbd>{t(`keys.${name}.keys`)}</Kbd>
              </dt>
              <dd>{t(`keys.${name}.what`)}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  );
}
