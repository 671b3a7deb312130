import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { asProblem } from '@/api/problem';
import { createAppRouter } from './router';
import { theme, tokensForMantine } from './theme';

const TRIES = 2;

/** Answers that a repetition cannot change (refused, missing, malformed) are never asked for twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => {
          const { status } = asProblem(error);
          return count < TRIES && (status === 0 || status >= 500);
        },
      },
      mutations: { retry: false },
    },
  });
}

export function App({ nonce }: { nonce: string }): ReactElement {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter());
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokensForMantine} getStyleNonce={() => nonce} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
