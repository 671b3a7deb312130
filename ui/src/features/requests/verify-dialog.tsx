import { Button, Group, Modal, NativeSelect, Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { verifyRequest } from '@/api/requests';
import type { Degree, Request } from '@/api/types';
import { ErrorState } from '@/components/page-state';
import { useIntention } from '@/lib/use-intention';
import { useAct } from './use-act';
import styles from './verify-dialog.module.css';

const DEGREES: Degree[] = ['reasonable', 'reasonably_high', 'none'];
const METHODS = ['data_points', 'account_sign_in', 'signed_declaration', 'identity_document', 'agent_authorisation'];
const CHECKS = ['account_sign_in', 'email', 'phone', 'loyalty_id', 'order', 'address', 'birth_date', 'signed_declaration'];
const OUTCOMES = ['unchecked', 'matched', 'not_matched'];

interface VerifyDialogProps {
  request: Request;
  opened: boolean;
  onClose: () => void;
}

/** Records what was checked about the person and how sure it makes us; the service judges whether that is enough. */
export function VerifyDialog({ request, opened, onClose }: VerifyDialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('verify.title', { number: request.number })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <VerifyForm request={request} onClose={onClose} />
    </Modal>
  );
}

function VerifyForm({ request, onClose }: Omit<VerifyDialogProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const keyFor = useIntention();
  const [degree, setDegree] = useState<Degree>('reasonable');
  const [method, setMethod] = useState(METHODS[0] ?? '');
  const [checks, setChecks] = useState<Record<string, string>>({});
  const evidence = Object.entries(checks)
    .filter(([, outcome]) => outcome !== 'unchecked')
    .map(([kind, outcome]) => ({ kind, outcome }));
  const verify = useMutation({
    mutationFn: () => {
      const body = { degree, method, evidence };
      return act(() => verifyRequest(request, body, keyFor(body)));
    },
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <p>{t('verify.effect')}</p>
        <fieldset className={styles.checks}>
          <legend>{t('verify.checks')}</legend>
          {CHECKS.map((kind) => (
            <NativeSelect
              key={kind}
              label={t(`check.${kind}`)}
              value={checks[kind] ?? 'unchecked'}
              onChange={(event) => setChecks({ ...checks, [kind]: event.currentTarget.value })}
              data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              classNames={{ root: styles.check, label: styles.checkLabel }}
            />
          ))}
        </fieldset>
        <NativeSelect
          label={t('verify.method')}
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
          data={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
        />
        <Radio.Group label={t('verify.degree')} description={t('verify.degreeHint')} value={degree} onChange={(value) => setDegree(value as Degree)}>
          <Stack gap="xs" mt="xs">
            {DEGREES.map((value) => (
              <Radio key={value} value={value} label={t(`degree.${value}`)} description={t(`degreeHint.${request.regime}.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {verify.error ? <ErrorState error={verify.error} compact /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={verify.isPending}>
            {t('verify.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
