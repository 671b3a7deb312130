import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTitle } from '@/lib/use-title';

let firstScreen = true;

interface PageTitleProps {
  children: ReactNode;
  /** For the browser tab, where the heading itself is not plain text. */
  tab?: string;
}

/** The one h1 of a screen. It takes the focus when the screen was reached by a link, so that a screen reader announces it. */
export function PageTitle({ children, tab }: PageTitleProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(tab ?? (typeof children === 'string' ? children : ''));
  useEffect(() => {
    if (!firstScreen) heading.current?.focus({ preventScroll: true });
    firstScreen = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
