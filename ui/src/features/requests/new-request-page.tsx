import { Button, Group, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { createRequest, requestKeys, type NewRequest } from '@/api/requests';
import type { Identifier, Regime, Right } from '@/api/types';
import { filled, IdentifierFields } from '@/components/identifier-fields';
import { ErrorState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { Panel } from '@/components/panel';
import { REGIMES, RIGHTS } from '@/lib/request-search';
import { useIntention } from '@/lib/use-intention';
import styles from './new-request-page.module.css';

const CHANNELS = ['web_form', 'email', 'phone', 'letter', 'store', 'agent'];

interface Draft {
  right: Right;
  regime: Regime;
  identifiers: Identifier[];
  receivedAt: string;
  channel: string;
  note: string;
}

const EMPTY: Draft = { right: 'delete', regime: 'gdpr', identifiers: [{ kind: 'email', value: '' }], receivedAt: '', channel: 'email', note: '' };

function asBody(draft: Draft): NewRequest {
  return {
    right: draft.right,
    regime: draft.regime,
    identifiers: filled(draft.identifiers),
    channel: draft.channel,
    ...(draft.receivedAt ? { received_at: new Date(draft.receivedAt).toISOString() } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
}

/** Takes a request in. What is typed here stays in memory until it is sent, and never becomes part of an address. */
export function NewRequestPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const keyFor = useIntention();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: (body: NewRequest) => createRequest(body, keyFor(body)),
    onSuccess: async (request) => {
      await client.invalidateQueries({ queryKey: requestKeys.all });
      await navigate({ to: '/requests/$requestId/$tab', params: { requestId: request.id, tab: 'overview' } });
    },
  });
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = asBody(draft);
    setMissing(body.identifiers.length === 0);
    if (body.identifiers.length > 0) create.mutate(body);
  };

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <PageTitle>{t('request.new')}</PageTitle>
      <Panel title={t('request.asked')}>
        <Stack gap="md">
          <RightAndLaw draft={draft} onChange={change} />
          <IdentifierFields
            identifiers={draft.identifiers}
            onChange={(identifiers) => change({ identifiers })}
            error={missing ? t('identifiers.missing') : undefined}
          />
        </Stack>
      </Panel>
      <Panel title={t('request.howReceived')}>
        <Arrival draft={draft} onChange={change} />
      </Panel>
      {create.error ? <ErrorState error={create.error} /> : null}
      <Group>
        <Button type="submit" loading={create.isPending}>
          {t('request.create')}
        </Button>
        <Button component={Link} to="/requests" variant="default">
          {t('action.cancel')}
        </Button>
      </Group>
    </form>
  );
}

interface PartProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

function RightAndLaw({ draft, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Radio.Group label={t('requests.right')} value={draft.right} onChange={(right) => onChange({ right: right as Right })}>
        <Stack gap="xs" mt="xs">
          {[...RIGHTS].reverse().map((right) => (
            <Radio key={right} value={right} label={t(`right.${right}`)} description={t(`rightHint.${right}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group label={t('requests.law')} value={draft.regime} onChange={(regime) => onChange({ regime: regime as Regime })}>
        <Stack gap="xs" mt="xs">
          {REGIMES.map((regime) => (
            <Radio key={regime} value={regime} label={t(`regime.${regime}`)} description={t(`regimeHint.${regime}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </div>
  );
}

function Arrival({ draft, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <div className={styles.pair}>
        <NativeSelect
          label={t('request.channel')}
          value={draft.channel}
          onChange={(event) => onChange({ channel: event.currentTarget.value })}
          data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
        <TextInput
          type="datetime-local"
          label={t('request.receivedAt')}
          description={t('request.receivedHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.receivedAt}
          onChange={(event) => onChange({ receivedAt: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('request.note')}
        description={t('request.noteHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={1000}
      />
    </Stack>
  );
}
