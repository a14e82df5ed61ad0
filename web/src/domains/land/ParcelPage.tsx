import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Parcel, ParcelLink } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { Facts } from '../../ui/Facts';
import { formatDecimal } from '../../ui/format';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { ContractSections } from './ContractSections';
import { parcelCan } from './capabilities';
import { metres } from './corners';
import { ClockLabel, LandStatusLabel } from './labels';
import { parcelQuery } from './queries';

const route = getRouteApi('/shell/land/parcels/$parcel');

/** One parcel: what is registered, where it came from, and the contract that holds it. */
export function ParcelPage() {
  const { t } = useTranslation('land');
  const { parcel: id } = route.useParams();
  const { data } = useSuspenseQuery(parcelQuery(id));
  const { parcel, contract, ended_contracts: ended } = data;
  return (
    <>
      <PageHeading
        title={parcel.number}
        status={
          <>
            <LandStatusLabel status={parcel.status} />{' '}
            {parcel.clock && <ClockLabel status={parcel.clock.status} />}
          </>
        }
        lead={parcel.location}
        actions={<ParcelActions parcel={parcel} />}
      />
      <section className="panel">
        <ParcelFacts parcel={parcel} />
        <details style={{ marginTop: 12 }}>
          <summary>{t('corners')}</summary>
          <ol className="figures">
            {parcel.polygon.map((corner) => (
              <li key={`${corner.east_mm} ${corner.north_mm}`}>
                {metres(corner.east_mm)} · {metres(corner.north_mm)}
              </li>
            ))}
          </ol>
        </details>
        {ended.length > 0 && (
          <>
            <h2>{t('endedContracts')}</h2>
            <ul>
              {ended.map((one) => (
                <li key={one.id}>
                  <Link to="/land/contracts/$contract" params={{ contract: one.id }}>
                    {t('endedLine', {
                      number: one.number,
                      enterprise: one.enterprise_name,
                      date: one.taken_back_on,
                      document: one.document,
                    })}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <p style={{ margin: '12px 0 0' }}>
          <Link to="/journal" search={{ subject: parcel.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      {contract ? (
        <ContractSections contract={contract} />
      ) : (
        <section className="panel">
          <p style={{ margin: 0 }}>{t('noContract')}</p>
        </section>
      )}
    </>
  );
}

function ParcelFacts({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation('land');
  const figures = (text: string) => <span className="figures">{formatDecimal(text)}</span>;
  const links = (label: string, parcels: readonly ParcelLink[]) =>
    parcels.length === 0 ? [] : [{ label, value: <ParcelLinks parcels={parcels} /> }];
  return (
    <Facts
      facts={[
        { label: t('area'), value: figures(parcel.area) },
        { label: t('computedArea'), value: figures(parcel.computed_area) },
        { label: t('mode'), value: t(`supplyMode.${parcel.supply_mode}`) },
        { label: t('price'), value: figures(parcel.price) },
        ...links(t('lineage'), parcel.from),
        ...links(t('successors'), parcel.into),
        { label: t('id'), value: <ShortId id={parcel.id} /> },
      ]}
    />
  );
}

export function ParcelLinks({ parcels }: { parcels: readonly ParcelLink[] }) {
  return (
    <>
      {parcels.map((one, index) => (
        <span key={one.id}>
          {index > 0 && ', '}
          <Link to="/land/parcels/$parcel" params={{ parcel: one.id }} className="figures">
            {one.number}
          </Link>
        </span>
      ))}
    </>
  );
}

function ParcelActions({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation(['land', 'access']);
  const session = useSession();
  const go = useNavigate();
  if (!holds(session, 'land_officer')) {
    return null;
  }
  const params = { parcel: parcel.id };
  const [split, contract] = [parcelCan.split(parcel, session), parcelCan.contract(parcel, session)];
  return (
    <>
      <ActionButton
        text={t('land:action.split')}
        reasonAgainst={split && t(split)}
        onClick={() => void go({ to: '/land/parcels/$parcel/split', params })}
      />
      <ActionButton
        text={t('land:action.conclude')}
        reasonAgainst={contract && t(contract)}
        onClick={() => void go({ to: '/land/parcels/$parcel/contract', params })}
      />
    </>
  );
}
