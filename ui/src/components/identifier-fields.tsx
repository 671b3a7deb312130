import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identifier } from '@/api/types';
import styles from './identifier-fields.module.css';

const KINDS = ['email', 'phone', 'loyalty_id', 'device_id', 'cookie_id', 'national_id', 'full_name', 'birth_date', 'postcode'];
const MOST = 10;

interface IdentifierFieldsProps {
  identifiers: Identifier[];
  onChange: (identifiers: Identifier[]) => void;
  /** Shown at the first field while none is filled in. */
  error?: string;
}

/** Identifiers of a person. They live in memory only: nothing here is stored, completed by the browser or put into an address. */
export function IdentifierFields({ identifiers, onChange, error }: IdentifierFieldsProps): ReactElement {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Identifier>) =>
    onChange(identifiers.map((identifier, at) => (at === index ? { ...identifier, ...part } : identifier)));
  return (
    <fieldset className={styles.fields}>
      <legend>{t('identifiers.legend')}</legend>
      {identifiers.map((identifier, index) => (
        <div key={index} className={styles.row}>
          <NativeSelect
            label={identifiers.length > 1 ? t('identifiers.kindOf', { number: index + 1 }) : t('identifiers.kind')}
            value={identifier.kind}
            onChange={(event) => change(index, { kind: event.currentTarget.value })}
            data={KINDS.map((kind) => ({ value: kind, label: t(`identifier.${kind}`) }))}
          />
          <TextInput
            label={identifiers.length > 1 ? t('identifiers.valueOf', { number: index + 1 }) : t('identifiers.value')}
            value={identifier.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
            error={index === 0 ? error : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={320}
          />
          {identifiers.length > 1 && (
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('identifiers.remove', { number: index + 1 })}
              onClick={() => onChange(identifiers.filter((_, at) => at !== index))}
            >
              <Trash2 size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {identifiers.length < MOST && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...identifiers, { kind: 'email', value: '' }])}
          className={styles.add}
        >
          {t('identifiers.add')}
        </Button>
      )}
    </fieldset>
  );
}

/** What was really filled in. */
export function filled(identifiers: Identifier[]): Identifier[] {
  return identifiers.map(({ kind, value }) => ({ kind, value: value.trim() })).filter(({ value }) => value !== '');
}
