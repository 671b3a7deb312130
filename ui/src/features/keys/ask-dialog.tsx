import { NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { policyQuery } from '@/api/policy';
import { askForRight } from '@/api/reveals';
import { ReasonDialog } from '@/components/reason-dialog';
import { useIntention } from '@/lib/use-intention';
import { useVaultAct } from '@/lib/use-vault-act';

const LONGEST_REASON = 500;
const EMPTY = { fields: '', purpose: '', hours: 1 };

/** Asks for a right of one's own beyond the token policy, for hours; a second person confirms it. */
export function AskDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const keyFor = useIntention();
  const [wish, setWish] = useState(EMPTY);
  const { data: version } = useQuery({ ...policyQuery, enabled: opened });
  const longest = version?.policy.break_glass.hours_at_most ?? 1;
  const fields = wish.fields.split(/[\s,;]+/).filter(Boolean);
  const close = () => {
    setWish(EMPTY);
    onClose();
  };
  return (
    <ReasonDialog
      opened={opened}
      onClose={close}
      title={t('breakGlass.ask')}
      effect={t('breakGlass.effect')}
      approver={t('breakGlass.approver')}
      confirmLabel={t('breakGlass.ask')}
      longest={LONGEST_REASON}
      filled={fields.length > 0 && wish.purpose !== ''}
      fields={(tried) => (
        <Stack gap="md">
          <TextInput
            label={t('breakGlass.fields')}
            description={t('breakGlass.fieldsHint')}
            value={wish.fields}
            onChange={(event) => setWish({ ...wish, fields: event.currentTarget.value })}
            error={tried && fields.length === 0 ? t('breakGlass.fieldsMissing') : undefined}
            withAsterisk
            spellCheck={false}
            autoComplete="off"
            data-autofocus
          />
          <NativeSelect
            label={t('policy.purpose')}
            value={wish.purpose}
            onChange={(event) => setWish({ ...wish, purpose: event.currentTarget.value })}
            data={[
              { value: '', label: t('reason.choose') },
              ...(version?.policy.purposes ?? []).map(({ code, description }) => ({ value: code, label: `${code}: ${description}` })),
            ]}
            error={tried && wish.purpose === '' ? t('breakGlass.purposeMissing') : undefined}
            withAsterisk
          />
          <NumberInput
            label={t('breakGlass.hours')}
            description={t('breakGlass.hoursHint', { count: longest })}
            value={wish.hours}
            onChange={(hours) => setWish({ ...wish, hours: Number(hours) })}
            min={1}
            max={longest}
            allowDecimal={false}
            withAsterisk
          />
        </Stack>
      )}
      onConfirm={({ reason }) => {
        const body = { fields, purpose: wish.purpose, reason, hours: wish.hours };
        return act(() => askForRight(body, keyFor(body)));
      }}
    />
  );
}
