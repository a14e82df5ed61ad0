import { useTranslation } from 'react-i18next';
import type { KeyTask, Pilot } from '../../api/types';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const lightTones: Record<KeyTask['light']['colour'], Tone> = {
  red: 'stopped',
  amber: 'attention',
  green: 'done',
  done: 'neutral',
};

const statusTones: Record<KeyTask['status'], Tone> = {
  planned: 'neutral',
  launched: 'working',
  completed: 'done',
};

const stageTones: Record<Pilot['stage'], Tone> = {
  measure: 'neutral',
  scenario: 'working',
  first_use: 'attention',
  concluded: 'done',
};

/** The light in words: its colour, its date and the working days that are left. */
export function LightLabel({ light }: { light: KeyTask['light'] }) {
  const { t } = useTranslation('programme');
  const days = light.working_days ?? 0;
  const distance = light.colour === 'red' ? t('light.past', { days }) : t('light.left', { days });
  return (
    <>
      <StatusLabel tone={lightTones[light.colour]} text={t(`light.${light.colour}`)} />
      {light.due && (
        <div>
          <span className="figures">{light.due}</span> · {distance}
          {light.is_provisional && ` · ${t('light.provisional')}`}
        </div>
      )}
      {light.was_late && <div>{t('light.wasLate')}</div>}
    </>
  );
}

export function TaskStatusLabel({ status }: { status: KeyTask['status'] }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={statusTones[status]} text={t(`taskStatus.${status}`)} />;
}

export function PilotStageLabel({ stage }: { stage: Pilot['stage'] }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={stageTones[stage]} text={t(`pilotStage.${stage}`)} />;
}
