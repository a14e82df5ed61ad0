import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProgrammesPanel } from '../domains/programme/ProgrammesPanel';
import { DueDatesTable } from '../domains/worklist/DueDatesTable';
import { ExceptionsTable } from '../domains/worklist/ExceptionsTable';
import { dueDatesQuery, exceptionsQuery, tasksQuery } from '../domains/worklist/queries';
import { TasksTable } from '../domains/worklist/TasksTable';
import { deciding, readsBonded, useSession } from '../session/session';
import { BookStatusLabel, ListStatusLabel } from '../shared/StatusLabels';
import { formatCount } from '../ui/format';
import { NextStep } from '../ui/NextStep';
import { PageHeading } from '../ui/PageHeading';
import { When } from '../ui/When';
import { overviewQuery } from './overview';

/** What waits for me, what is wrong, and the zone in numbers. */
export function HomePage() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const { zone } = session;
  const { data: tasks } = useSuspenseQuery(tasksQuery({}, 10, deciding(session)));
  const { data: due } = useSuspenseQuery(dueDatesQuery({}, 8, deciding(session)));
  const isBonded = readsBonded(session);
  const { data: exceptions } = useSuspenseQuery(exceptionsQuery({ state: 'open' }, 5));
  return (
    <>
      <PageHeading
        title={t('home.title')}
        lead={zone ? t('home.lead', { zone: zone.name, date: zone.date }) : undefined}
      />
      <Numbers />
      <section className="panel">
        <h2>{deciding(session) ? t('home.waiting') : t('home.waitingForOthers')}</h2>
        <TasksTable rows={tasks.rows} />
        {tasks.next_cursor && <Link to="/worklist">{t('home.allTasks')}</Link>}
      </section>
      {due.rows.length > 0 && (
        <section className="panel">
          <h2>{t('home.due')}</h2>
          <DueDatesTable rows={due.rows} />
          {due.next_cursor && (
            <Link to="/worklist" search={{ tab: 'due' }}>
              {t('home.allDue')}
            </Link>
          )}
        </section>
      )}
      {isBonded && (
        <section className="panel">
          <h2>{t('home.openExceptions')}</h2>
          <ExceptionsTable rows={exceptions.rows} empty={<NextStep text={t('home.noExceptions')} />} />
          {exceptions.rows.length > 0 && (
            <Link to="/exceptions" search={{ state: 'open' }}>
              {t('home.allExceptions')}
            </Link>
          )}
        </section>
      )}
      <ProgrammesPanel />
      {isBonded && <Registers />}
    </>
  );
}

function Numbers() {
  const { t } = useTranslation('shell');
  const { data } = useSuspenseQuery(overviewQuery);
  const session = useSession();
  const { zone } = session;
  const numbers = [
    ['openTasks', data.open_tasks, '/worklist', {}],
    ['exceptions', data.open_exceptions, '/exceptions', { state: 'open' }],
    ['periodsDue', data.periods_due, '/periods', { due: zone?.date }],
    ['heldTrucks', data.trucks_held, '/slips', { held: true }],
    ['postedLines', data.posted_lines, '/lists', { status: 'posted' }],
    ['entries', data.entries, '/journal', {}],
  ] as const;
  const isShown = ([key]: (typeof numbers)[number]) =>
    readsBonded(session) || key === 'openTasks' || key === 'entries';
  return (
    <section aria-label={t('home.today')}>
      <ul className="number-tiles">
        {numbers.filter(isShown).map(([key, count, to, search]) => (
          <li key={key}>
            <Link to={to} search={search}>
              <strong>{formatCount(count)}</strong>
              <span>{t(`home.${key}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Registers() {
  const { t } = useTranslation('shell');
  const { data } = useSuspenseQuery(overviewQuery);
  return (
    <div className="side-by-side">
      <section className="panel">
        <h2>{t('home.booksByStatus')}</h2>
        {data.books_by_status.length === 0 && <p>{t('home.noBooks')}</p>}
        <ul className="count-list">
          {data.books_by_status.map(({ status, count }) => (
            <li key={status}>
              <Link to="/books" search={{ status }}>
                <BookStatusLabel status={status} />
              </Link>
              <span className="figures">{formatCount(count)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('home.listsByStatus')}</h2>
        {data.lists_by_status.length === 0 && <p>{t('home.noLists')}</p>}
        <ul className="count-list">
          {data.lists_by_status.map(({ status, count }) => (
            <li key={status}>
              <Link to="/lists" search={{ status }}>
                <ListStatusLabel status={status} />
              </Link>
              <span className="figures">{formatCount(count)}</span>
            </li>
          ))}
        </ul>
        {data.last_entry_at && (
          <p style={{ margin: '10px 0 0', color: '#4a5860' }}>
            {t('home.lastEntry')} <When instant={data.last_entry_at} />
          </p>
        )}
      </section>
    </div>
  );
}
