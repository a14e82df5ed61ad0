import { useTranslation } from 'react-i18next';
import { Amount } from '../../ui/Amount';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';
import { When } from '../../ui/When';
import type { LaneSlip, LaneTruck } from './laneSlip';

interface SlipPanelProps {
  slip: LaneSlip;
  chosen: string | undefined;
  /** Whether its signature was verified, or the server told of it. */
  proof: 'verified' | 'server' | 'unverified';
  onChoose: (plate: string) => void;
}

/** The slip in large letters, and its trucks to choose from. */
export function SlipPanel({ slip, chosen, proof, onChoose }: SlipPanelProps) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  // One truck needs no choice, and the panel below names it.
  const only = slip.trucks.length === 1 ? slip.trucks[0] : undefined;
  const tone: Tone = proof === 'unverified' ? 'attention' : 'done';
  return (
    <section className="panel lane-slip" aria-label={t('slip.label')}>
      <h2 className="figures">{slip.number}</h2>
      <p>
        <strong>{words(`direction.${slip.direction}`)}</strong> · {words(`gates.${slip.gates}`)} ·{' '}
        {t('slip.validUntil', { date: slip.validUntil })}
        {slip.enterprise ? ` · ${slip.enterprise}` : ''} <StatusLabel tone={tone} text={t(`slip.${proof}`)} />{' '}
        {slip.status !== undefined && (
          <StatusLabel
            tone={slip.status === 'approved' ? 'done' : 'attention'}
            text={words(`slipStatus.${slip.status}`)}
          />
        )}
      </p>
      {only === undefined ? (
        <ul className="lane-trucks" aria-label={t('slip.trucks')}>
          {slip.trucks.map((truck) => (
            <li key={truck.plate}>
              <button
                type="button"
                aria-pressed={truck.plate === chosen}
                onClick={() => onChoose(truck.plate)}
              >
                <span className="lane-plate">{truck.plate}</span>
                <span className="lane-declared">
                  {t('slip.declared')} <Amount value={truck.declared} unit="kg" />
                </span>
                <TruckState slip={slip} truck={truck} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          <TruckState slip={slip} truck={only} />
        </p>
      )}
    </section>
  );
}

function TruckState({ slip, truck }: { slip: LaneSlip; truck: LaneTruck }) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const { first, second } = truck.passedAt;
  if (truck.held !== undefined) {
    return (
      <span>
        <StatusLabel tone="stopped" text={t('truck.held')} /> {words(`holdCause.${truck.held}`)}
      </span>
    );
  }
  return (
    <span>
      {first !== undefined && (
        <>
          {slip.gates === 'two' ? words('gate.first') : t('truck.passed')} <When instant={first} />{' '}
        </>
      )}
      {second !== undefined && (
        <>
          {words('gate.second')} <When instant={second} />{' '}
        </>
      )}
      {first === undefined && second === undefined && slip.status !== undefined && t('truck.waiting')}
      {truck.isReleased && <StatusLabel tone="working" text={t('truck.released')} />}
      {truck.isWithin === true && <StatusLabel tone="done" text={t('truck.within')} />}
    </span>
  );
}
