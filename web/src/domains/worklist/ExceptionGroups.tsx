import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exception } from '../../api/types';
import { StatusLabel } from '../../ui/StatusLabel';
import { ExceptionsTable } from './ExceptionsTable';

interface Group {
  book: string | null;
  number: string;
  enterprise: string;
  rows: Exception[];
}

/** Puts exceptions under the books that they block, in the order in which the first of each comes. */
export function groupByBook(rows: readonly Exception[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = row.book ?? '';
    const group = groups.get(key) ?? {
      book: row.book ?? null,
      number: row.book_number ?? '',
      enterprise: row.enterprise_name ?? '',
      rows: [],
    };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface ExceptionGroupsProps {
  rows: readonly Exception[];
  action: (row: Exception) => ReactNode;
}

/** Open exceptions by book, each group with what it blocks until somebody explains it. */
export function ExceptionGroups({ rows, action }: ExceptionGroupsProps) {
  const { t } = useTranslation('worklist');
  return (
    <>
      {groupByBook(rows).map((group) => (
        <section
          key={group.book ?? ''}
          className="exception-group"
          aria-label={group.number || t('exceptions.noBook')}
        >
          <h2>
            {group.book === null ? (
              t('exceptions.noBook')
            ) : (
              <Link to="/books/$book" params={{ book: group.book }} className="figures">
                {group.number}
              </Link>
            )}{' '}
            {group.enterprise}{' '}
            {group.book !== null && <StatusLabel tone="stopped" text={t('exceptions.blocked')} />}
          </h2>
          <p>{group.book === null ? t('exceptions.blocksNothing') : t('exceptions.blocks')}</p>
          <ExceptionsTable rows={group.rows} isGrouped empty={null} action={action} />
        </section>
      ))}
    </>
  );
}
