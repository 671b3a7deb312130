import type { ReactElement, ReactNode } from 'react';
import styles from './simple-table.module.css';

export interface SimpleColumn<T> {
  header: string;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
}

interface SimpleTableProps<T> {
  label: string;
  columns: SimpleColumn<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  minWidth?: string;
  /** Never breaks inside a word; the box scrolls instead. */
  wholeWords?: boolean;
}

/** A table of a known, small size, in its own named box, so that it scrolls and the page never does. */
export function SimpleTable<T>({ label, columns, rows, rowKey, minWidth = '36rem', wholeWords = false }: SimpleTableProps<T>): ReactElement {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={styles.region}>
      <table className={styles.table} aria-label={label} style={{ minWidth }} data-whole-words={wholeWords || undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.header} scope="col" data-numeric={column.numeric || undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.header} data-numeric={column.numeric || undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
