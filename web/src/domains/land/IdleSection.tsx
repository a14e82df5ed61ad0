import { useTranslation } from 'react-i18next';
import type { LandContract } from '../../api/types';
import { Facts } from '../../ui/Facts';
import { formatDecimal } from '../../ui/format';
import { ClockLabel } from './labels';

/** What the idle clock says today, why, and what followed from it. */
export function IdleSection({ contract }: { contract: LandContract }) {
  const { t } = useTranslation('land');
  const { clock, standstill, taken_back: taken } = contract;
  const day = (date: string | null | undefined, isStopped: boolean) =>
    date ? (
      <span className="figures">{isStopped ? t('idle.earliest', { date }) : date}</span>
    ) : (
      t('contract.none')
    );
  return (
    <section className="panel">
      <h2>
        {t('idle.heading')} {clock && <ClockLabel status={clock.status} />}
      </h2>
      {clock && (
        <Facts
          facts={[
            { label: t('idle.runsFrom'), value: clock.runs_from ?? t('idle.doesNotRun') },
            { label: t('idle.feeOn'), value: day(clock.fee_on, clock.is_stopped) },
            { label: t('idle.takeBackOn'), value: day(clock.take_back_on, clock.is_stopped) },
            ...(contract.idle_fee
              ? [
                  {
                    label: t('idle.fee'),
                    value: <span className="figures">{formatDecimal(contract.idle_fee)}</span>,
                  },
                ]
              : []),
          ]}
        />
      )}
      {standstill && (
        <p>
          {t('idle.standstill', {
            date: standstill.stopped_on,
            area: formatDecimal(standstill.developed_area),
            invested: formatDecimal(standstill.invested),
          })}{' '}
          {standstill.is_below ? t('idle.below') : t('idle.enough')}
        </p>
      )}
      {contract.clock_stops.length > 0 && (
        <>
          <h3>{t('idle.stops')}</h3>
          <ul>
            {contract.clock_stops.map((stop) => (
              <li key={stop.from}>
                {t('idle.stopLine', {
                  from: stop.from,
                  until: stop.resumed_on ?? t('idle.open'),
                  cause: t(`cause.${stop.cause}`),
                  reason: stop.reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {contract.fee_notices.length > 0 && (
        <>
          <h3>{t('idle.notices')}</h3>
          <ul>
            {contract.fee_notices.map((notice) => (
              <li key={notice.idle_from}>
                {t('idle.noticeLine', {
                  document: notice.document,
                  date: notice.noticed_on,
                  fee: formatDecimal(notice.fee),
                  from: notice.idle_from,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {taken && <p>{t('idle.takenBack', { date: taken.taken_back_on, document: taken.document })}</p>}
    </section>
  );
}
