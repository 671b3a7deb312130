import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './page-state';

export interface Decision {
  /** The chosen code, or an empty string where the dialog offers none. */
  code: string;
  reason: string;
}

interface ReasonDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** One sentence, with counts, that says what will have happened afterwards. */
  effect: ReactNode;
  confirmLabel: string;
  codes?: { value: string; label: string }[];
  danger?: boolean;
  /** Who else has to agree, where somebody has. */
  approver?: string;
  /** What has to be typed before the button works; only for what can never be undone. */
  typed?: string;
  /** How many characters the service takes. */
  longest?: number;
  /** What has to be filled in beside the reason; it says what is missing once the reader has tried. */
  fields?: (tried: boolean) => ReactNode;
  /** Whether nothing is missing there. */
  filled?: boolean;
  onConfirm: (decision: Decision) => Promise<unknown>;
}

/** Every consequential act goes through here: its effect, the reason for it, and who answers for it. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <ReasonForm {...props} />
    </Modal>
  );
}

function ReasonForm(props: ReasonDialogProps): ReactElement {
  const { effect, confirmLabel, codes, danger, approver, typed, longest = 1_000, fields, filled = true, onConfirm, onClose } = props;
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [word, setWord] = useState('');
  const [complete, setComplete] = useState(true);
  const decide = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const missing = { code: Boolean(codes) && !code, reason: reason.trim() === '', word: Boolean(typed) && word !== typed };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ready = filled && !missing.code && !missing.reason && !missing.word;
    setComplete(ready);
    if (ready) decide.mutate({ code, reason: reason.trim() });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <p>{effect}</p>
        {approver && <p className="muted">{approver}</p>}
        {fields?.(!complete)}
        {codes && (
          <NativeSelect
            label={t('reason.code')}
            data={[{ value: '', label: t('reason.choose') }, ...codes]}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={!complete && missing.code ? t('reason.codeMissing') : undefined}
            withAsterisk
          />
        )}
        <Textarea
          label={t('reason.label')}
          description={t('reason.hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={!complete && missing.reason ? t('reason.missing') : undefined}
          autosize
          minRows={3}
          maxLength={longest}
          withAsterisk
          data-autofocus={fields ? undefined : true}
        />
        {typed && (
          <TextInput
            label={t('reason.type', { word: typed })}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
            error={!complete && missing.word ? t('reason.typeMissing', { word: typed }) : undefined}
            autoComplete="off"
            withAsterisk
          />
        )}
        {decide.error ? <ErrorState error={decide.error} compact /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color={danger ? 'danger' : undefined} loading={decide.isPending}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
