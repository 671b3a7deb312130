import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const FEATURES = ['today', 'requests', 'approvals', 'people', 'keys'];

/** Features never import each other; shared code never imports a feature; nothing shipped imports the fixtures. */
const boundary = (files, patterns, ignores = []) => ({
  files,
  ignores: ['src/**/*.test.{ts,tsx}', 'src/testing/**', ...ignores],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['**/testing/**', '@/testing/*'], message: 'Fixtures never ship.' }, ...patterns] },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.recommended,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      'no-console': 'error',
      'max-lines': ['error', 300],
      'jsx-a11y/no-autofocus': 'off',
      // A scrolling region must be reachable from the keyboard (WCAG 2.1.1).
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['region', 'tabpanel'], tags: [] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'Literal[value=/#[0-9a-fA-F]{3,8}\\b/]', message: 'Colours live in styles/tokens.css.' },
        { selector: "MemberExpression[property.name='sessionStorage']", message: 'No session storage: it outlives the screen.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Never inject markup.' },
      ],
    },
  },
  boundary(['src/app/**', 'src/main.tsx'], []),
  boundary(['src/components/**', 'src/api/**', 'src/lib/**', 'src/i18n/**'], [
    { group: ['@/features/*', '**/features/**', '@/app/*'], message: 'Shared code knows no feature.' },
  ]),
  ...FEATURES.map((feature) =>
    boundary(
      [`src/features/${feature}/**`],
      [
        {
          group: FEATURES.filter((other) => other !== feature).flatMap((other) => [
            `@/features/${other}`,
            `@/features/${other}/*`,
            `../${other}/*`,
            `../../${other}/*`,
          ]),
          message: 'Features never import each other.',
        },
        { group: ['@/app/*'], message: 'Features do not know the shell.' },
      ],
    ),
  ),
  {
    files: ['scripts/**', 'e2e/**', 'src/testing/**', '**/*.test.{ts,tsx}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
);
