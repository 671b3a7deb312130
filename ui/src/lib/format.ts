import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCALES: Record<string, string> = { en: 'en-GB', de: 'de-DE' };

/** Words for dates, numbers and spans. It formats what the service computed and never reckons with a legal date. */
export class Formatter {
  private readonly locale: string;

  constructor(language: string) {
    this.locale = LOCALES[language] ?? language;
  }

  date(iso: string, timeZone?: string): string {
    const style = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    return DAY.test(iso) ? this.format(`${iso}T12:00:00Z`, style, 'UTC') : this.format(iso, style, timeZone);
  }

  dateTime(iso: string, timeZone?: string): string {
    return this.format(
      iso,
      { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
      timeZone,
    );
  }

  clock(iso: string, timeZone?: string): string {
    return this.format(iso, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }, timeZone);
  }

  time(iso: string): string {
    return this.format(iso, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  }

  /** A calendar day written yyyy-mm-dd has no zone, so it must not shift with the reader's. */
  day(isoDay: string): string {
    return this.format(`${isoDay.slice(0, 10)}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC');
  }

  shortDay(isoDay: string): string {
    return this.format(`${isoDay.slice(0, 10)}T12:00:00Z`, { day: 'numeric', month: 'short' }, 'UTC');
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  percent(value: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 2 }).format(value);
  }

  /** A match weight always carries its sign, because the sign is the message. */
  weight(value: number): string {
    return new Intl.NumberFormat(this.locale, {
      signDisplay: 'exceptZero',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    })
      .format(value)
      .replace('-', '−');
  }

  span(milliseconds: number): string {
    const [value, unit] = largestUnit(Math.max(0, milliseconds));
    const digits = value < 10 && unit !== 'millisecond' ? 1 : 0;
    return new Intl.NumberFormat(this.locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  }

  private format(iso: string, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
    const moment = new Date(iso);
    if (Number.isNaN(moment.getTime())) return iso;
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone }).format(moment);
  }
}

function largestUnit(milliseconds: number): [number, string] {
  if (milliseconds < 1_000) return [Math.round(milliseconds), 'millisecond'];
  if (milliseconds < 60_000) return [milliseconds / 1_000, 'second'];
  if (milliseconds < 3_600_000) return [milliseconds / 60_000, 'minute'];
  if (milliseconds < 86_400_000) return [milliseconds / 3_600_000, 'hour'];
  return [milliseconds / 86_400_000, 'day'];
}

export function useFormat(): Formatter {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => new Formatter(language), [language]);
}
