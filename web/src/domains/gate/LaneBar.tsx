import { Input, Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gates } from '../../api/choices';
import type { Gate } from '../../api/types';
import { formatInstant } from '../../ui/format';
import { keepLane, type Lane } from './lane';
import type { Delivery } from './outbox';
import { useLink, usePassages } from './useLane';

interface LaneBarProps {
  lane: Lane;
  delivery: Delivery;
  onChange: (lane: Lane) => void;
}

/** Which lane this is, and in large letters whether what passes is known to the zone. */
export function LaneBar({ lane, delivery, onChange }: LaneBarProps) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const id = useId();
  const [name, setName] = useState(lane.name);
  const change = (next: Lane) => {
    keepLane(window.localStorage, next);
    onChange(next);
  };
  const rename = () => {
    if (name.trim() === '') {
      setName(lane.name);
    } else if (name.trim() !== lane.name) {
      change({ ...lane, name: name.trim() });
    }
  };
  return (
    <div className="lane-bar">
      <label htmlFor={id}>
        {t('lane.name')}
        <Input
          id={id}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onPressEnter={rename}
        />
      </label>
      <Segmented<Gate>
        aria-label={t('lane.gate')}
        value={lane.gate}
        options={gates.map((gate) => ({ value: gate, label: words(`gate.${gate}`) }))}
        onChange={(gate) => change({ ...lane, gate })}
      />
      <LinkNotice delivery={delivery} />
    </div>
  );
}

function LinkNotice({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('gate');
  const { isUp, sinceMs } = useLink();
  const count = usePassages().filter((passage) => passage.state === 'waiting').length;
  const since = formatInstant(new Date(sinceMs).toISOString()).slice(11, 16);
  if (!isUp) {
    return (
      <p className="lane-link lane-link-down" role="status">
        {t('link.down', { since })} {t('link.waiting', { count })}
      </p>
    );
  }
  if (delivery === 'signed_out') {
    return (
      <p className="lane-link lane-link-down" role="status">
        {t('link.signedOut')} {t('link.waiting', { count })}
      </p>
    );
  }
  return (
    <p className={`lane-link ${count > 0 ? 'lane-link-busy' : 'lane-link-up'}`} role="status">
      {count > 0 ? t('link.delivering', { count }) : t('link.up')}
    </p>
  );
}
