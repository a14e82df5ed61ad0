import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HeldTruck } from '../../api/types';
import { holdReason } from '../../shared/holdReason';
import { NextStep } from '../../ui/NextStep';
import { heldTrucksQuery } from './queries';
import { useLink } from './useLane';

/** The trucks that may not go on, for whoever has them standing in front of the lane. */
export function HeldTrucks({ onShow }: { onShow: (truck: HeldTruck) => void }) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const { isUp } = useLink();
  const { data } = useQuery({ ...heldTrucksQuery, enabled: isUp });
  const held = isUp ? (data ?? []) : [];
  return (
    <section className="panel lane-held">
      <h2>{isUp ? t('held.title', { count: held.length }) : t('held.label')}</h2>
      {!isUp && <p>{t('held.offline')}</p>}
      {isUp && held.length === 0 && <NextStep text={t('held.empty')} />}
      <ul className="plain-list" aria-label={t('held.label')}>
        {held.map((one) => (
          <li key={`${one.slip} ${one.plate}`}>
            <Button onClick={() => onShow(one)}>{one.plate}</Button> {words(`holdCause.${one.hold.cause}`)}
            {` · ${holdReason(one.hold)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
