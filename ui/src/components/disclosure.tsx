import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  /** What stands on the button. */
  label: ReactNode;
  /** The button's name, where its label is only a picture. */
  name?: string;
  className?: string;
  state?: string;
  align?: 'start' | 'end';
  children: (close: () => void) => ReactNode;
}

/** A button that opens a panel beneath it. Escape, a click elsewhere and leaving by Tab close it; Escape gives the focus back. */
export function Disclosure({ label, name, className, state, align = 'start', children }: DisclosureProps): ReactElement {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);

  const close = () => {
    setOpen(false);
    document.getElementById(`${id}-button`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    close();
  };

  return (
    // The keys and the leaving focus bubble up from the button and the panel, which can be reached themselves.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className={styles.root}
      onKeyDown={onKeyDown}
      onBlur={(event) => event.relatedTarget && !root.current?.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        id={`${id}-button`}
        type="button"
        className={className ?? styles.button}
        data-state={state}
        aria-label={name}
        title={name}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div id={id} hidden={!open} className={styles.panel} data-align={align}>
        {open && children(close)}
      </div>
    </div>
  );
}

interface ChoiceProps {
  children: ReactNode;
  onClick: () => void;
  current?: boolean;
  disabled?: boolean;
  lang?: string;
}

/** One thing to choose inside a panel. */
export function Choice({ children, onClick, current, disabled, lang }: ChoiceProps): ReactElement {
  return (
    <button type="button" className={styles.choice} aria-current={current || undefined} disabled={disabled} lang={lang} onClick={onClick}>
      {children}
    </button>
  );
}

/** Choices that belong together, under their name. */
export function Choices({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div role="group" aria-label={title} className={styles.choices}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
