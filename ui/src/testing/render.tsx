import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement, ReactNode } from 'react';
import { createAppRouter } from '@/app/router';
import { theme, tokensForMantine } from '@/app/theme';

interface Rendered {
  user: UserEvent;
}

function Providers({ children }: { children: ReactNode }): ReactElement {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokensForMantine} env="test">
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}

/** Renders one part with everything it expects around it. */
export function show(part: ReactElement): Rendered {
  render(part, { wrapper: Providers });
  return { user: userEvent.setup() };
}

/** Renders the whole application at an address. */
export function visit(path: string): Rendered & { router: ReturnType<typeof createAppRouter> } {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  return { router, ...show(<RouterProvider router={router} />) };
}
