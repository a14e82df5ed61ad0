import { useTranslation } from 'react-i18next';
import type { LateReport, PeriodDetail } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { EntryLink } from '../../shared/History';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { When } from '../../ui/When';

/** Reports that came after the count and tell of something before the cutoff; they are booked in the next period. */
export function LateTab({ detail }: { detail: PeriodDetail }) {
  const { t } = useTranslation('periods');
  const words = useCatalogue();
  const columns: Column<LateReport>[] = [
    { key: 'kind', title: t('late.kind'), render: (row) => lookUp(words.journal.kinds, row.kind) },
    { key: 'source', title: t('late.source'), render: (row) => row.source },
    { key: 'message', title: t('late.message'), render: (row) => row.external_id },
    { key: 'occurred', title: t('late.occurred'), render: (row) => <When instant={row.occurred_at} /> },
    { key: 'recorded', title: t('late.recorded'), render: (row) => <When instant={row.recorded_at} /> },
    { key: 'entry', title: t('entry'), render: (row) => <EntryLink position={row.position} /> },
  ];
  return (
    <>
      <p style={{ marginTop: 0 }}>{t('late.lead')}</p>
      <DataTable
        label={t('late.label')}
        columns={columns}
        rows={detail.late_reports}
        rowKey={(row) => `${row.source} ${row.external_id} ${row.position}`}
        empty={<NextStep text={t('late.empty')} />}
      />
    </>
  );
}
