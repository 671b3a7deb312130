import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { download, save } from '@/api/download';
import { packagePath, receiptKeyQuery, receiptPath } from '@/api/requests';
import type { Request } from '@/api/types';
import { ErrorState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import { permission } from './allowed';
import styles from './request-page.module.css';

/** The files that leave the house: the receipt with the key that checks it, and the package of an access request. */
export function Downloads({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const reason = permission(request, 'download_receipt').reason;
  return (
    <Panel title={t('evidence.receipt')}>
      {request.receipt_available ? (
        <div className={styles.stack}>
          <p>{t('evidence.receiptHint')}</p>
          <Group gap="xs">
            <DownloadButton
              label={t('action.downloadReceipt')}
              run={() => download(receiptPath(request.id), `${request.number}-receipt.json`)}
            />
            <KeyButton />
          </Group>
          <p className="muted">
            {t('evidence.check')} <code>{`lethe verify ${request.number}-receipt.json --key lethe-receipt-key.pem`}</code>
          </p>
        </div>
      ) : (
        <p className="muted">{reason ?? t('evidence.noReceipt')}</p>
      )}
      {request.right === 'access' && <PackageButtons request={request} />}
    </Panel>
  );
}

function PackageButtons({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const { allowed, reason } = permission(request, 'download_package');
  if (!request.package_available || !allowed) return <p className="muted">{reason ?? t('evidence.noPackage')}</p>;
  return (
    <div className={styles.stack}>
      <p>{t('evidence.packageHint')}</p>
      <Group gap="xs">
        {(['html', 'json'] as const).map((kind) => (
          <DownloadButton
            key={kind}
            label={t(`action.downloadPackage_${kind}`)}
            run={() => download(packagePath(request.id, kind), `${request.number}-package.${kind}`)}
          />
        ))}
      </Group>
    </div>
  );
}

function KeyButton(): ReactElement | null {
  const { t } = useTranslation();
  const { data: key } = useQuery(receiptKeyQuery);
  if (!key) return null;
  const run = () => {
    save(new Blob([key.public_key_pem], { type: 'application/x-pem-file' }), 'lethe-receipt-key.pem');
    return Promise.resolve();
  };
  return <DownloadButton label={t('action.downloadKey', { key: key.key_id })} run={run} quiet />;
}

function DownloadButton({ label, run, quiet = false }: { label: string; run: () => Promise<void>; quiet?: boolean }): ReactElement {
  const file = useMutation({ mutationFn: run });
  return (
    <>
      <Button
        variant={quiet ? 'default' : 'filled'}
        leftSection={<Download size={16} aria-hidden />}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        {label}
      </Button>
      {file.error ? <ErrorState error={file.error} compact /> : null}
    </>
  );
}
