import type { Plugin } from 'vite';

/** `vite --mode fixtures`: the screens without a service, for work on how they look. Never part of a build. */
export function answerFromFixtures(): Plugin {
  return {
    name: 'lethe-fixtures',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/api/')) return next();
        void (async () => {
          const { createHandlers } = (await server.ssrLoadModule('/src/testing/handlers.ts')) as typeof import('./handlers');
          const { answer } = (await server.ssrLoadModule('/src/testing/answer.ts')) as typeof import('./answer');
          const role = new URLSearchParams(request.headers.cookie?.replaceAll('; ', '&')).get('role') ?? 'officer';
          if (!(await answer(createHandlers(role), request, response))) next();
        })().catch(next);
      });
    },
  };
}
