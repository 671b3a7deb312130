import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { startTranslations } from '@/i18n';

// Mantine and the graph ask for these; jsdom has none of them.
vi.stubGlobal('matchMedia', (query: string) => ({
  // jsdom cannot draw, so the graph shows its list, as it does in a narrow window.
  matches: query === '(max-width: 30rem)',
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Object.defineProperty(document, 'fonts', {
  value: { load: () => Promise.resolve([]), addEventListener: () => undefined, removeEventListener: () => undefined },
});
// Without a height the virtual rows of a table would all be out of sight.
Object.defineProperties(Element.prototype, { clientHeight: { value: 640 }, clientWidth: { value: 1_200 } });
Element.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;

// A shared machine may be slow; what is missing is missing after ten seconds as well.
configure({ asyncUtilTimeout: 10_000, getElementError: (message) => new Error(message ?? '') });

await startTranslations();
afterEach(cleanup);
