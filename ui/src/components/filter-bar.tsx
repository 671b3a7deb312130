import { Button, Menu } from '@mantine/core';
import { ListFilterPlus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
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
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<ListFilterPlus size={14} aria-hidden />}>
            {t('filter.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          {filters.map((filter) => (
            <div key={filter.key} role="group" aria-label={filter.label}>
              <Menu.Label>{filter.label}</Menu.Label>
              {filter.options.map((option) => (
                <Menu.Item key={option.value} onClick={() => onChange(filter.key, option.value)}>
                  {option.label}
                </Menu.Item>
              ))}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
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
