import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import '@/styles/tokens.css';
import '@/styles/global.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/app';
import { startTranslations } from '@/i18n';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
if (nonce) setNonce(nonce);

await startTranslations();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App nonce={nonce} />);
