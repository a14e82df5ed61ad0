import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slip, SlipDetail, SlipTruck } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { formatDecimal } from '../../ui/format';
import { StatusLabel } from '../../ui/StatusLabel';
import { When } from '../../ui/When';
import { isThrough, slipCan } from './capabilities';
import { holdTruck, releaseTruck } from './commands';
import { useReasonAgainst } from './SlipActions';

export function TruckState({ slip, truck }: { slip: Slip; truck: SlipTruck }) {
  const { t } = useTranslation('slips');
  const words = useTranslation('enums').t;
  if (truck.held) {
    return (
      <>
        <StatusLabel tone="stopped" text={t('truck.held')} /> {words(`holdCause.${truck.held}`)}
        {truck.hold?.reason && truck.held === 'inspection' ? (
          <>
            {' · '}
            <span className="wrapping">{truck.hold.reason}</span>
          </>
        ) : null}
      </>
    );
  }
  if (isThrough(slip, truck)) {
    return <StatusLabel tone="done" text={t('truck.passed')} />;
  }
  if (truck.first_gate_at) {
    return <StatusLabel tone="working" text={t('truck.inside')} />;
  }
  return (
    <StatusLabel
      tone={truck.is_released ? 'working' : 'neutral'}
      text={truck.is_released ? t('truck.released') : t('truck.waiting')}
    />
  );
}

function Weighed({ truck }: { truck: SlipTruck }) {
  const { t } = useTranslation('slips');
  if (!truck.scale_kilograms) {
    return <span>{t('truck.notWeighed')}</span>;
  }
  return (
    <span>
      <Amount value={truck.scale_kilograms} unit="kg" />
      {truck.difference_percent && (
        <>
          <br />
          {t('truck.difference', {
            percent: formatDecimal(truck.difference_percent),
            tolerance: formatDecimal(truck.tolerance_percent ?? ''),
          })}
        </>
      )}
    </span>
  );
}

/** The trucks of a slip with their weights, and what is decided about each of them. */
export function TrucksTab({ detail }: { detail: SlipDetail }) {
  const { t } = useTranslation('slips');
  const { slip, trucks } = detail;
  const session = useSession();
  const reason = useReasonAgainst();
  const [dialog, setDialog] = useState<{ what: 'hold' | 'release'; truck: SlipTruck } | null>(null);
  const mayHold = holds(session, 'customs_officer') || holds(session, 'gate_operator');
  const weight = (key: keyof SlipTruck & `${string}_kilograms`, title: string): Column<SlipTruck> => ({
    key,
    title,
    isNumeric: true,
    render: (truck) => <Amount value={truck[key]} />,
  });
  const columns: Column<SlipTruck>[] = [
    { key: 'plate', title: t('truck.plate'), render: (truck) => <strong>{truck.plate}</strong> },
    { key: 'state', title: t('truck.state'), render: (truck) => <TruckState slip={slip} truck={truck} /> },
    weight('vehicle_kilograms', t('truck.vehicle')),
    weight('frame_kilograms', t('truck.frame')),
    weight('container_kilograms', t('truck.container')),
    weight('goods_kilograms', t('truck.goods')),
    weight('declared_kilograms', t('truck.declared')),
    { key: 'scale', title: t('truck.scale'), isNumeric: true, render: (truck) => <Weighed truck={truck} /> },
    {
      key: 'first',
      title: slip.gates === 'one' ? t('truck.gate') : t('truck.firstGate'),
      render: (truck) => <When instant={truck.first_gate_at} />,
    },
  ];
  if (slip.gates === 'two') {
    columns.push({
      key: 'second',
      title: t('truck.secondGate'),
      render: (truck) => <When instant={truck.second_gate_at} />,
    });
  }
  if (mayHold) {
    columns.push({
      key: 'action',
      title: '',
      render: (truck) =>
        truck.held && holds(session, 'customs_officer') ? (
          <ActionButton
            size="small"
            text={t('action.release')}
            reasonAgainst={reason(slipCan.release(truck, session))}
            onClick={() => setDialog({ what: 'release', truck })}
          />
        ) : (
          <ActionButton
            size="small"
            text={t('action.hold')}
            reasonAgainst={reason(slipCan.hold(slip, truck, session))}
            onClick={() => setDialog({ what: 'hold', truck })}
          />
        ),
    });
  }
  return (
    <>
      <DataTable
        label={t('truck.label')}
        columns={columns}
        rows={trucks}
        rowKey={(truck) => truck.plate}
        empty={null}
      />
      <p style={{ margin: '8px 0 0', color: '#4a5860' }}>{t('truck.formula')}</p>
      {dialog !== null && <TruckDialog slip={slip} {...dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

interface TruckDialogProps {
  slip: Slip;
  what: 'hold' | 'release';
  truck: SlipTruck;
  onClose: () => void;
}

function TruckDialog({ slip, what, truck, onClose }: TruckDialogProps) {
  const { t } = useTranslation('slips');
  const send = what === 'hold' ? holdTruck : releaseTruck;
  const command = useCommand({
    send: (reason: string, key) => send(slip, { truck: truck.plate, reason }, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t(`action.${what}Title`, { plate: truck.plate })}
      label={t('action.reason')}
      submit={t(`action.${what}`)}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
