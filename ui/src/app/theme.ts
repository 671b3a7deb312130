import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from '@mantine/core';

const PRIMARY = 'indigo';

/** Mantine reads its own scales; these point every one of them at a token, so that no colour is decided twice. */
const SCALES: Record<string, string> = {
  'gray-0': 'canvas',
  'gray-1': 'sunken',
  'gray-2': 'border',
  'gray-3': 'border',
  'gray-4': 'control-border',
  'gray-5': 'control-border',
  'gray-6': 'text-2',
  'gray-7': 'text',
  'gray-8': 'text',
  'gray-9': 'text',
  'dark-0': 'text',
  'dark-1': 'text',
  'dark-2': 'text-2',
  'dark-3': 'text-2',
  'dark-4': 'control-border',
  'dark-5': 'sunken',
  'dark-6': 'surface',
  'dark-7': 'surface',
  'dark-8': 'canvas',
  'dark-9': 'sunken',
  'gray-filled': 'sunken',
  'gray-light': 'sunken',
  'gray-light-hover': 'sunken',
  'gray-light-color': 'text',
  'gray-outline': 'text',
  'gray-text': 'text',
  text: 'text',
  body: 'surface',
  dimmed: 'text-2',
  placeholder: 'text-2',
  anchor: 'link',
  error: 'danger',
  default: 'surface',
  'default-hover': 'sunken',
  'default-color': 'text',
  'default-border': 'control-border',
  disabled: 'sunken',
  'disabled-color': 'text-2',
  'disabled-border': 'border',
  [`${PRIMARY}-filled`]: 'accent',
  [`${PRIMARY}-filled-hover`]: 'accent-hover',
  [`${PRIMARY}-light`]: 'accent-bg',
  [`${PRIMARY}-light-hover`]: 'accent-bg',
  [`${PRIMARY}-light-color`]: 'link',
  [`${PRIMARY}-outline`]: 'link',
};

const variables = {
  ...Object.fromEntries(Object.entries(SCALES).map(([name, token]) => [`--mantine-color-${name}`, `var(--${token})`])),
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--accent-text)',
  '--mantine-shadow-xs': 'none',
  '--mantine-shadow-sm': 'var(--shadow)',
  '--mantine-shadow-md': 'var(--shadow)',
  '--mantine-shadow-lg': 'var(--shadow)',
  '--mantine-shadow-xl': 'var(--shadow)',
};

export const tokensForMantine: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables });

const FILLED: Record<string, { fill: string; hover: string; text: string }> = {
  danger: { fill: 'var(--danger)', hover: 'var(--danger-hover)', text: 'var(--danger-text)' },
  [PRIMARY]: { fill: 'var(--accent)', hover: 'var(--accent-hover)', text: 'var(--accent-text)' },
};

export const theme = createTheme({
  primaryColor: PRIMARY,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 'var(--radius)',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  variantColorResolver: (input) => {
    const known = FILLED[input.color ?? PRIMARY];
    if (input.variant === 'filled' && known) {
      return { background: known.fill, hover: known.hover, color: known.text, border: '1px solid transparent' };
    }
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Drawer: { defaultProps: { position: 'right', size: 480 } },
    Modal: { defaultProps: { centered: true } },
    // A dialog's header is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
  },
});
