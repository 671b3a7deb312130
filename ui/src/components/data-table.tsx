import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUpDown } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';

export interface Column<T> {
  id: string;
  header: string;
  /** In rem; the columns share what is left in these proportions. */
  width: number;
  cell: (row: T) => ReactNode;
  /** The name of the order on the server, where this column has one. */
  sort?: string;
  numeric?: boolean;
}

interface DataTableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  sort?: string;
  onSort?: (sort: string) => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
  /** Greys the rows while newer ones are on their way, instead of taking them away. */
  refreshing?: boolean;
}

const ROW_HEIGHT = 44;
const OVERSCAN = 10;
const features = tableFeatures({});
type Features = typeof features;

/** The list of every screen: rows drawn only where they are seen, order and pages from the server. */
export function DataTable<T extends object>(props: DataTableProps<T>): ReactElement {
  const { columns, rows, rowKey, hasMore = false, loadingMore = false, onMore } = props;
  const { t } = useTranslation();
  const region = useRef<HTMLDivElement>(null);
  const table = useTable({ features, columns: useColumnDefinitions(columns), data: rows, getRowId: rowKey });
  const drawn = table.getRowModel().rows;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser is read during render on purpose
  const virtual = useVirtualizer({
    count: drawn.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: 1200, height: 640 },
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && !loadingMore && drawn.length > 0 && last >= drawn.length - OVERSCAN) onMore?.();
  }, [hasMore, loadingMore, last, drawn.length, onMore]);

  const focusRow = (index: number) => {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => region.current?.querySelector<HTMLElement>(`tr[data-index="${index}"] a, tr[data-index="${index}"] button`)?.focus());
  };
  const before = visible[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (visible.at(-1)?.end ?? 0);

  return (
    // The keys only move the focus between links that are reachable by Tab as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={region}
      role="region"
      aria-label={props.label}
      tabIndex={0}
      data-keys
      className={styles.region}
      data-refreshing={props.refreshing || undefined}
      onKeyDown={(event) => moveBetweenRows(event, drawn.length, focusRow)}
    >
      <table className={styles.table} aria-rowcount={hasMore ? -1 : drawn.length + 1} aria-label={props.label}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: `${column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} span={columns.length} />}
          {visible.map((item) => {
            const row = drawn[item.index];
            return (
              row && (
                <tr key={row.id} data-index={item.index} aria-rowindex={item.index + 2}>
                  {row.getAllCells().map((cell, position) => (
                    <td key={cell.id} data-numeric={columns[position]?.numeric || undefined}>
                      <table.FlexRender cell={cell} />
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          {after > 0 && <Spacer height={after} span={columns.length} />}
        </tbody>
      </table>
      {hasMore && (
        <button type="button" className={styles.more} onClick={onMore} disabled={loadingMore}>
          {t(loadingMore ? 'state.loading' : 'table.more')}
        </button>
      )}
    </div>
  );
}

function useColumnDefinitions<T extends object>(columns: Column<T>[]): ColumnDef<Features, T>[] {
  return useMemo(
    () => columns.map((column) => ({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original as T) })),
    [columns],
  );
}

interface HeaderCellProps<T> {
  column: Column<T>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function HeaderCell<T>({ column, sort, onSort }: HeaderCellProps<T>): ReactElement {
  const { t } = useTranslation();
  const order = column.sort;
  if (!order || !onSort) {
    return (
      <th scope="col" data-numeric={column.numeric || undefined}>
        {column.header}
      </th>
    );
  }
  const active = sort === order;
  const Icon = active ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" aria-sort={active ? 'ascending' : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort(order)} title={t('table.sortBy', { column: column.header })}>
        {column.header}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}

function Spacer({ height, span }: { height: number; span: number }): ReactElement {
  return (
    <tr aria-hidden>
      <td colSpan={span} className={styles.spacer} style={{ height }} />
    </tr>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>, count: number, focusRow: (index: number) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-index]');
  const current = row ? Number(row.dataset.index) : -1;
  const next = { j: current + 1, k: current - 1, Home: 0, End: count - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  focusRow(Math.min(count - 1, Math.max(0, next)));
}
