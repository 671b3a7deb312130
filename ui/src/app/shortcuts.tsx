import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '@/lib/use-focus-return';
import styles from './shortcuts.module.css';

const KeyList = lazy(() => import('./key-list').then((module) => ({ default: module.KeyList })));

const STORED = 'lethe-single-keys';
const CHORD_TIME = 1_200;
const PLACES = { t: '/', r: '/requests', a: '/approvals', p: '/people', k: '/keys' } as const;

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
  const focus = useFocusReturn();

  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === '?') {
        focus.remember();
        setListed(true);
      }
      const place = PLACES[event.key as keyof typeof PLACES];
      if (place && event.timeStamp < chordUntil.current) void navigate({ to: place });
      chordUntil.current = event.key === 'g' ? event.timeStamp + CHORD_TIME : 0;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled, navigate, focus]);

  const show = () => {
    focus.remember();
    setListed(true);
  };
  const hide = () => {
    setListed(false);
    focus.giveBack();
  };

  const toggle = (on: boolean) => {
    setEnabled(on);
    localStorage.setItem(STORED, on ? 'on' : 'off');
  };

  return (
    <>
      <button type="button" className={styles.opener} onClick={show}>
        {t('keys.title')} <kbd className={styles.key}>?</kbd>
      </button>
      <Suspense>{listed && <KeyList enabled={enabled} onToggle={toggle} onClose={hide} />}</Suspense>
    </>
  );
}
