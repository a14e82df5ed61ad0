import { Button, type GetRef, Input } from 'antd';
import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import { holdReason } from '../../shared/holdReason';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { formatDecimal } from '../../ui/format';
import { type LaneTruck, offPercent, type Warning } from './laneSlip';

export type WeightFieldRef = GetRef<typeof Input>;

interface TruckPanelProps {
  truck: LaneTruck | undefined;
  weight: string;
  weightField: RefObject<WeightFieldRef | null>;
  tolerancePercent: string | undefined;
  warnings: readonly Warning[];
  isLinkUp: boolean;
  isWeighing: boolean;
  error: unknown;
  onWeight: (text: string) => void;
  onWeigh: () => void;
  onPass: () => void;
  onHold: () => void;
  onClear: () => void;
}

/** One truck in front of the barrier: its weight, a clear yes or no, and what can be done, each with its key. */
export function TruckPanel(props: TruckPanelProps) {
  const { t } = useTranslation('gate');
  const { truck, weight, isLinkUp } = props;
  const noTruck = truck === undefined ? t('reason.noTruck') : undefined;
  const offline = isLinkUp ? undefined : t('reason.offline');
  const noWeight = weight === '' ? t('reason.noWeight') : undefined;
  const isHeld = truck?.held === undefined ? undefined : t('reason.held');
  return (
    <section className="panel lane-truck" aria-label={t('truck.label')}>
      {truck === undefined && <h2>{t('truck.choose')}</h2>}
      <div className="lane-judge">
        <Verdict {...props} />
        <WeightField {...props} />
      </div>
      <ProblemAlert error={props.error} />
      <div className="lane-actions">
        <ActionButton
          size="large"
          text={t('action.weigh')}
          hotkey="F2"
          loading={props.isWeighing}
          reasonAgainst={noTruck ?? offline ?? isHeld ?? noWeight}
          onClick={props.onWeigh}
        />
        <ActionButton
          size="large"
          type="primary"
          text={t('action.pass')}
          hotkey="F4"
          reasonAgainst={noTruck}
          onClick={props.onPass}
        />
        <ActionButton
          size="large"
          danger
          text={t('action.hold')}
          hotkey="F8"
          reasonAgainst={noTruck ?? offline ?? isHeld}
          onClick={props.onHold}
        />
        <Button size="large" onClick={props.onClear}>
          {t('action.clear')} <kbd>Esc</kbd>
        </Button>
      </div>
    </section>
  );
}

function Verdict({ truck, warnings }: TruckPanelProps) {
  const { t } = useTranslation('gate');
  if (truck === undefined) {
    return null;
  }
  if (warnings.length === 0) {
    return (
      <p className="lane-verdict lane-verdict-go" role="status">
        {truck.plate} · {t('verdict.go')}
      </p>
    );
  }
  return (
    <div className="lane-verdict lane-verdict-stop" role="status">
      <strong>
        {truck.plate} · {t('verdict.stop')}
      </strong>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{t(`warning.${warning}`)}</li>
        ))}
      </ul>
      {truck.hold !== undefined && <p>{holdReason(truck.hold)}</p>}
    </div>
  );
}

function WeightField({ truck, weight, weightField, tolerancePercent, onWeight, onWeigh }: TruckPanelProps) {
  const { t } = useTranslation('gate');
  const id = useId();
  const shown = weight === '' ? truck?.scale : weight;
  const off = truck === undefined || shown === undefined ? undefined : offPercent(shown, truck.declared);
  return (
    <div className="lane-weight">
      <label htmlFor={id}>{t('weight.label')}</label>
      <Input
        id={id}
        ref={weightField}
        inputMode="decimal"
        autoComplete="off"
        value={weight}
        suffix="kg"
        onChange={(event) => onWeight(event.target.value.replace(/[,\s]/g, ''))}
        onPressEnter={onWeigh}
      />
      {truck !== undefined && (
        <p>
          {t('slip.declared')} <Amount value={truck.declared} unit="kg" />
          {off !== undefined && ` · ${t('weight.off', { percent: formatDecimal(off) })}`}
          {tolerancePercent !== undefined &&
            ` · ${t('weight.tolerance', { percent: formatDecimal(tolerancePercent) })}`}
        </p>
      )}
    </div>
  );
}
