import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import { formatInstant } from '../../ui/format';
import { useHotkeys } from '../../ui/useHotkeys';
import { ForgedScreen } from './ForgedScreen';
import { HeldTrucks } from './HeldTrucks';
import { HoldDialog, useWeighing } from './HoldDialog';
import type { Lane } from './lane';
import { Passages } from './Passages';
import { PassDialog } from './PassDialog';
import { ScanField, type ScanFieldRef } from './ScanField';
import { SlipPanel } from './SlipPanel';
import { TruckPanel, type WeightFieldRef } from './TruckPanel';
import { useDesk } from './useDesk';

type Desk = ReturnType<typeof useDesk>;

/** The desk of a lane: scan, look, weigh, pass. Every action has a key, and the scanner always has where to type. */
export function LaneDesk({ lane }: { lane: Lane }) {
  const desk = useDesk(lane);
  const { slip, truck, warnings, scanned, scale, isUp } = desk;
  const [dialog, setDialog] = useState<'pass' | 'hold' | null>(null);
  const scanField = useRef<ScanFieldRef>(null);
  const weightField = useRef<WeightFieldRef>(null);
  const weighing = useWeighing(slip?.id);
  const toScanner = () => scanField.current?.focus();
  const clear = () => {
    weighing.reset();
    desk.clear();
    toScanner();
  };
  const weigh = () => {
    if (truck === undefined || scale === undefined || !isUp || truck.held !== undefined) {
      weightField.current?.focus();
    } else {
      weighing.mutate({ truck: truck.plate, scale_kilograms: scale });
    }
  };
  const record = () => {
    setDialog(null);
    if (slip !== undefined && truck !== undefined) {
      weighing.reset();
      desk.pass(slip, truck);
      toScanner();
    }
  };
  const pass = () => (truck === undefined ? toScanner() : warnings.length > 0 ? setDialog('pass') : record());
  const hold = () => {
    if (truck !== undefined && truck.held === undefined && isUp) {
      setDialog('hold');
    }
  };
  const isForged = scanned.kind === 'forged';
  useHotkeys(dialog === null && !isForged ? { F2: weigh, F4: pass, F8: hold, Escape: clear } : {});
  return (
    <>
      <div className="lane-columns">
        <div>
          <section className="panel">
            <ScanField field={scanField} isBusy={desk.isBusy} onScan={desk.read} />
            <Outcome desk={desk} />
          </section>
          {slip !== undefined && (
            <>
              <SlipPanel
                slip={slip}
                chosen={truck?.plate}
                proof={scanned.kind === 'paper' ? scanned.proof : 'server'}
                onChoose={desk.choose}
              />
              <TruckPanel
                truck={truck}
                weight={desk.weight}
                weightField={weightField}
                tolerancePercent={desk.tolerancePercent}
                warnings={warnings}
                isLinkUp={isUp}
                isWeighing={weighing.isPending}
                error={weighing.error}
                onWeight={desk.setWeight}
                onWeigh={weigh}
                onPass={pass}
                onHold={hold}
                onClear={clear}
              />
            </>
          )}
        </div>
        <div>
          <Passages />
          <HeldTrucks onShow={({ slip, slip_number: number, plate }) => desk.show({ slip, number, plate })} />
        </div>
      </div>
      {dialog === 'pass' && truck !== undefined && (
        <PassDialog
          plate={truck.plate}
          warnings={warnings}
          onRecord={record}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'hold' && slip !== undefined && truck !== undefined && (
        <HoldDialog slip={slip.id} plate={truck.plate} onClose={() => setDialog(null)} />
      )}
      {scanned.kind === 'forged' && <Forged desk={desk} scanned={scanned} onClose={clear} />}
    </>
  );
}

interface ForgedProps {
  desk: Desk;
  scanned: Extract<Desk['scanned'], { kind: 'forged' }>;
  onClose: () => void;
}

function Forged({ desk, scanned: { claimed, note }, onClose }: ForgedProps) {
  const report = claimed === undefined ? undefined : () => desk.reportForgery(claimed, note);
  return <ForgedScreen claimed={claimed} onReport={report} onClose={onClose} />;
}

/** What the last scan or passage led to, where there is no slip to show. */
function Outcome({ desk }: { desk: Desk }) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const { scanned, done, isFull } = desk;
  return (
    <>
      {isFull && <Alert type="error" showIcon role="alert" title={t('outcome.full')} />}
      {done !== null && (
        <p className="lane-verdict lane-verdict-done" role="status">
          {t('outcome.passed', { plate: done.plate, time: formatInstant(done.at).slice(11) })}
        </p>
      )}
      {scanned.kind === 'unknown' && (
        <Alert type="warning" showIcon role="alert" title={t('outcome.unknown', { text: scanned.text })} />
      )}
      {scanned.kind === 'needsLink' && (
        <Alert type="warning" showIcon role="alert" title={t('outcome.needsLink')} />
      )}
      {scanned.kind === 'failed' && <ProblemAlert error={scanned.error} />}
      {scanned.kind === 'several' && (
        <>
          <p role="status">{t('outcome.several')}</p>
          <ul className="plain-list">
            {scanned.slips.map((slip) => (
              <li key={slip.id}>
                <Button
                  size="large"
                  onClick={() => desk.show({ slip: slip.id, number: slip.number, plate: scanned.text })}
                >
                  {slip.number}
                </Button>{' '}
                {slip.enterprise_name} · {words(`slipStatus.${slip.status}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
