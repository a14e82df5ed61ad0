import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session';
import { isDecimal } from '../../ui/gridRows';
import { type Lane, laneToday, nextMessage } from './lane';
import { type LaneSlip, type LaneTruck, ofDetail, ofPaper, type Warning, warningsOf } from './laneSlip';
import type { SlipPaper } from './note';
import { keptQuery, laneSlipQuery, readKept } from './queries';
import { outbox, useLink, usePassages } from './useLane';
import { type Scanned, useScan } from './useScan';

/** What the lane last recorded, told until the next scan. */
export interface Done {
  plate: string;
  at: string;
}

/** What is known of the slip in front of the lane: the server's word where it answered, else the paper's. */
function useShownSlip(scanned: Scanned): LaneSlip | undefined {
  const { isUp } = useLink();
  const id =
    scanned.kind === 'paper' ? scanned.paper.slip : scanned.kind === 'found' ? scanned.slip : undefined;
  const { data } = useQuery({ ...laneSlipQuery(id), enabled: id !== undefined && isUp });
  if (data !== undefined) {
    return ofDetail(data);
  }
  return scanned.kind === 'paper' ? ofPaper(scanned.paper) : undefined;
}

function chosenTruck(slip: LaneSlip | undefined, scanned: Scanned, chosen: string | undefined) {
  const plate = chosen ?? (scanned.kind === 'found' ? scanned.plate : undefined);
  const trucks = slip?.trucks ?? [];
  const named = trucks.find((truck) => truck.plate === plate);
  return named ?? (trucks.length === 1 ? trucks[0] : undefined);
}

/** The state of a lane's desk: what was scanned, which truck stands there, what it weighs, and what contradicts its passage. */
export function useDesk(lane: Lane) {
  const { zone } = useSession();
  const { isUp } = useLink();
  usePassages();
  const { data } = useQuery({ ...keptQuery, enabled: isUp });
  const kept = data ?? readKept(window.localStorage);
  const { scanned, isBusy, scan, show } = useScan(kept, isUp);
  const slip = useShownSlip(scanned);
  const [chosen, setChosen] = useState<string>();
  const [weight, setWeight] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const [isFull, setFull] = useState(false);
  const truck = chosenTruck(slip, scanned, chosen);
  const scale = isDecimal(weight, 5) ? weight : undefined;
  const warnings: Warning[] =
    slip === undefined || truck === undefined
      ? []
      : warningsOf(slip, truck, {
          gate: lane.gate,
          today: laneToday(zone?.date, Date.now()),
          isRepeat: outbox.hasPassed(slip.id, truck.plate, lane.gate),
          scale,
          tolerancePercent: kept.tolerancePercent,
        });

  const clear = () => {
    show({ kind: 'nothing' });
    setChosen(undefined);
    setWeight('');
  };
  const keep = (
    of: { slip: string; number: string; truck: string; note: string | null },
    isForgery: boolean,
  ) => {
    const at = new Date().toISOString();
    const body = {
      source: lane.name,
      external_id: nextMessage(window.localStorage),
      occurred_at: at,
      slip: of.slip,
      truck: of.truck,
      gate: lane.gate,
      scale_kilograms: isForgery ? null : (scale ?? null),
      note: of.note,
    };
    try {
      outbox.add(body, of.number, isForgery);
    } catch {
      setFull(true);
      return;
    }
    setFull(false);
    clear();
    setDone(isForgery ? null : { plate: of.truck, at });
  };
  return {
    scanned,
    slip,
    truck,
    weight,
    scale,
    warnings,
    done,
    isBusy,
    isFull,
    isUp,
    tolerancePercent: kept.tolerancePercent,
    setWeight,
    choose: setChosen,
    clear,
    /** A plate of the slip in front of the lane chooses its truck; anything else is a new scan. */
    read: (text: string) => {
      const wanted = text.trim();
      setDone(null);
      if (slip?.trucks.some((one) => one.plate === wanted)) {
        setChosen(wanted);
        return;
      }
      setChosen(undefined);
      setWeight('');
      void scan(text);
    },
    show: (found: { slip: string; number: string; plate: string | undefined }) => {
      setDone(null);
      setChosen(found.plate);
      setWeight('');
      show({ kind: 'found', ...found });
    },
    pass: (of: LaneSlip, passing: LaneTruck) =>
      keep(
        {
          slip: of.id,
          number: of.number,
          truck: passing.plate,
          note: scanned.kind === 'paper' ? scanned.note : null,
        },
        false,
      ),
    reportForgery: (claimed: SlipPaper, note: string) =>
      keep(
        { slip: claimed.slip, number: claimed.number, truck: claimed.trucks[0]?.plate ?? '?', note },
        true,
      ),
  };
}
