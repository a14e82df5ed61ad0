import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EquipmentHistoryEntry, HistoryEntry } from '../../api/types';
import { History } from '../../shared/History';
import { EquipmentStatusLabel } from '../../shared/StatusLabels';
import { Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { EquipmentActions } from './EquipmentActions';
import { equipmentHistoryQuery, equipmentQuery } from './queries';

const route = getRouteApi('/shell/equipment/$equipment');

/** One machine under supervision: where it came from, where it stands, who uses it, and until when. */
export function EquipmentPage() {
  const { t } = useTranslation('equipment');
  const { equipment: id } = route.useParams();
  const { data: equipment } = useSuspenseQuery(equipmentQuery(id));
  const { data: history } = useSuspenseQuery(equipmentHistoryQuery(id));
  const figures = (text: string) => <span className="figures">{text}</span>;
  return (
    <>
      <PageHeading
        title={equipment.name}
        status={<EquipmentStatusLabel status={equipment.status} />}
        actions={<EquipmentActions equipment={equipment} />}
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('serial'), value: figures(equipment.serial_number) },
            { label: t('enterprise'), value: equipment.enterprise_name },
            { label: t('usedBy'), value: equipment.used_by_name },
            { label: t('location'), value: equipment.location },
            { label: t('from'), value: figures(equipment.supervised_from) },
            {
              label: t('until'),
              value: equipment.supervised_until ? figures(equipment.supervised_until) : t('untilConfirmed'),
            },
            {
              label: t('cameWith'),
              value: (
                <>
                  <Link to="/lists/$list" params={{ list: equipment.list }} className="figures">
                    {equipment.list_number}
                  </Link>{' '}
                  · {t('line', { line: equipment.line })}
                </>
              ),
            },
            ...(equipment.release_reason
              ? [{ label: t('releaseReason'), value: equipment.release_reason }]
              : []),
            { label: t('id'), value: <ShortId id={equipment.id} /> },
          ]}
        />
        <p style={{ margin: '12px 0 0', color: '#4a5860' }}>
          {t('termHint')} <Link to="/parameters">{t('termSetting')}</Link>
        </p>
        <p style={{ margin: '8px 0 0' }}>
          <Link to="/journal" search={{ subject: equipment.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      <section className="panel">
        <h2>{t('history')}</h2>
        <History steps={history.map(stepOf)} />
      </section>
    </>
  );
}

/** A step with where the machine stood from then on and who used it. */
function stepOf({ entry, location, used_by_name: user }: EquipmentHistoryEntry): HistoryEntry {
  return { ...entry, detail: [location, user, entry.detail].filter(Boolean).join(' · ') };
}
