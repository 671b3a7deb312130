import { Button } from '@mantine/core';
import { ListFilterPlus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Choices, Disclosure } from './disclosure';
import styles from './filter-bar.module.css';

export interface Filter {
  key: string;
  label: string;
  options: { value: string; label: string }[];
}

interface FilterBarProps {
  filters: Filter[];
  values: Record<string, string | undefined>;
  onChange: (key: string, value: string | undefined) => void;
  onClear: () => void;
  /** How many rows the filters leave, in words; announced when it changes. */
  result: string;
}

/** Typed filters as removable chips. The caller keeps their values in the address. */
export function FilterBar({ filters, values, onChange, onClear, result }: FilterBarProps): ReactElement {
  const { t } = useTranslation();
  const active = filters.filter((filter) => values[filter.key] !== undefined);
  const nameOf = (filter: Filter) => filter.options.find((option) => option.value === values[filter.key])?.label ?? '';
  return (
    <div className={styles.bar} role="group" aria-label={t('filter.label')}>
      {active.map((filter) => {
        const words = t('filter.chip', { name: filter.label, value: nameOf(filter) });
        return (
          <button
            key={filter.key}
            type="button"
            className={styles.chip}
            aria-label={t('filter.remove', { filter: words })}
            onClick={() => onChange(filter.key, undefined)}
          >
            {words}
            <X size={14} aria-hidden />
          </button>
        );
      })}
      <Disclosure
        label={
          <>
            <ListFilterPlus size={14} aria-hidden />
            {t('filter.add')}
          </>
        }
      >
        {(close) =>
          filters.map((filter) => (
            <Choices key={filter.key} title={filter.label}>
              {filter.options.map((option) => (
                <Choice
                  key={option.value}
                  current={values[filter.key] === option.value}
                  onClick={() => {
                    onChange(filter.key, option.value);
                    close();
                  }}
                >
                  {option.label}
                </Choice>
              ))}
            </Choices>
          ))
        }
      </Disclosure>
      {active.length > 0 && (
        <Button variant="subtle" size="xs" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
      <span role="status" className={styles.result}>
        {result}
      </span>
    </div>
  );
}
