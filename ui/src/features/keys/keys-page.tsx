import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { KEYS_TAB_NAMES, KEYS_TABS, parseKeysTab, type KeysTab } from '@/lib/keys-tabs';
import { useMay } from '@/lib/use-may';
import styles from './keys-page.module.css';

const RotationsTab = lazy(() => import('./rotations-tab').then((module) => ({ default: module.RotationsTab })));
const ExportsTab = lazy(() => import('./exports-tab').then((module) => ({ default: module.ExportsTab })));
const ThawsTab = lazy(() => import('./thaws-tab').then((module) => ({ default: module.ThawsTab })));
const BreakGlassTab = lazy(() => import('./break-glass-tab').then((module) => ({ default: module.BreakGlassTab })));
const PolicyTab = lazy(() => import('./policy-tab').then((module) => ({ default: module.PolicyTab })));
const QuarantineTab = lazy(() => import('./quarantine-tab').then((module) => ({ default: module.QuarantineTab })));

const CONTENT: Record<KeysTab, () => ReactElement> = {
  rotations: () => <RotationsTab />,
  exports: () => <ExportsTab />,
  thaws: () => <ThawsTab />,
  'break-glass': () => <BreakGlassTab />,
  policy: () => <PolicyTab />,
  quarantine: () => <QuarantineTab />,
};

const route = getRouteApi('/keys/$tab');

/** What happens to keys, who may see what, and what is held back. */
export function KeysPage(): ReactElement {
  const { t } = useTranslation();
  const { tab } = route.useParams();
  const navigate = useNavigate();
  const may = useMay();
  const open = (next: KeysTab) => void navigate({ to: '/keys/$tab', params: { tab: next }, replace: true });
  return (
    <div className={styles.page}>
      <PageTitle>{t('keyring.title')}</PageTitle>
      <Tabs value={tab} onChange={(value) => open(parseKeysTab(value ?? ''))} keepMounted={false}>
        <Tabs.List aria-label={t('keyring.tabs')} className={styles.tabs}>
          {KEYS_TAB_NAMES.filter((name) => name === tab || may(KEYS_TABS[name])).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`keyring.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md">
          <Suspense fallback={<LoadingState />}>{CONTENT[tab]()}</Suspense>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
