import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './page-state';

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will have happened afterwards. */
  effect: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  /** Who answers for it with the reader, where somebody does. */
  approver?: string;
  onConfirm: () => Promise<unknown>;
}

/** An act that says what it does before it is done, and needs no reason beside the one that was given when it was proposed. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <ConfirmContent {...props} />
    </Modal>
  );
}

function ConfirmContent({ effect, confirmLabel, danger, approver, onConfirm, onClose }: ConfirmDialogProps): ReactElement {
  const { t } = useTranslation();
  const decide = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Stack gap="md">
      <div>{effect}</div>
      {approver && <p className="muted">{approver}</p>}
      {decide.error ? <ErrorState error={decide.error} compact /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color={danger ? 'danger' : undefined} loading={decide.isPending} onClick={() => decide.mutate()}>
          {confirmLabel}
        </Button>
      </Group>
    </Stack>
  );
}
