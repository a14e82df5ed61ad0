import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Parcel } from '../../api/types';
import { labelPlace } from './labelPlace';
import { type MapState, mapState, useMapWords } from './labels';

// Grounds that are told apart without colour too: by their pattern and by the words of the legend.
const grounds: Record<MapState, { fill: string; stroke: string; isHatched?: boolean }> = {
  available: { fill: '#ffffff', stroke: '#4a5860' },
  contracted: { fill: '#e3f0f5', stroke: '#0f5c77' },
  delivered: { fill: '#a6cbd9', stroke: '#0c3b4d' },
  started: { fill: '#aed3bc', stroke: '#1d6b3a' },
  government_caused: { fill: '#eef1f3', stroke: '#4a5860', isHatched: true },
  idle_fee: { fill: '#f6dfae', stroke: '#8a5300' },
  take_back: { fill: '#e2b0ad', stroke: '#a8201a' },
};

const states: readonly MapState[] = [
  'available',
  'contracted',
  'delivered',
  'started',
  'government_caused',
  'idle_fee',
  'take_back',
];

/** Parcels in the zone's plane grid, north up. Each is a link; the table beside the map says the same in rows. */
export function ParcelMap({ parcels }: { parcels: readonly Parcel[] }) {
  const { t } = useTranslation('land');
  const frame = frameOf(parcels);
  if (frame === undefined) {
    return null;
  }
  const { left, top, width, height } = frame;
  const size = Math.max(width, height);
  return (
    <figure className="parcel-map">
      {/* biome-ignore lint/a11y/useSemanticElements: a map is a group of links and no set of form fields */}
      <svg
        viewBox={`${left} ${top} ${width} ${height}`}
        style={{ maxHeight: 560 }}
        role="group"
        aria-label={t('map')}
      >
        <defs>
          <pattern
            id="stopped-clock"
            width={size / 60}
            height={size / 60}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={size / 60} height={size / 60} fill={grounds.government_caused.fill} />
            <line x1="0" y1="0" x2="0" y2={size / 60} stroke="#8c979e" strokeWidth={size / 240} />
          </pattern>
        </defs>
        {parcels.map((parcel) => (
          <ParcelShape key={parcel.id} parcel={parcel} size={size} />
        ))}
      </svg>
      <Legend />
    </figure>
  );
}

function ParcelShape({ parcel, size }: { parcel: Parcel; size: number }) {
  const { t } = useTranslation('land');
  const words = useMapWords();
  const state = mapState(parcel);
  const ground = grounds[state];
  const corners = parcel.polygon.map((corner) => ({ x: corner.east_mm / 1000, y: -corner.north_mm / 1000 }));
  const place = labelPlace(corners);
  return (
    <Link
      to="/land/parcels/$parcel"
      params={{ parcel: parcel.id }}
      style={{ textDecoration: 'none' }}
      aria-label={t('mapParcel', { number: parcel.number, state: words(state) })}
    >
      <polygon
        points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill={ground.isHatched ? 'url(#stopped-clock)' : ground.fill}
        stroke={ground.stroke}
        strokeWidth={size / 300}
      />
      <text
        x={place.x}
        y={place.y}
        fontSize={size / 52}
        textAnchor="middle"
        dominantBaseline="middle"
        fill="#1c2b33"
        stroke="#ffffff"
        strokeWidth={size / 160}
        paintOrder="stroke"
      >
        {parcel.number}
      </text>
    </Link>
  );
}

function Legend() {
  const { t } = useTranslation('land');
  const words = useMapWords();
  return (
    <figcaption>
      <ul className="map-legend" aria-label={t('legend')}>
        {states.map((state) => (
          <li key={state}>
            <svg width="22" height="14" aria-hidden="true">
              <rect
                x="1"
                y="1"
                width="20"
                height="12"
                fill={grounds[state].fill}
                stroke={grounds[state].stroke}
                strokeDasharray={grounds[state].isHatched ? '3 2' : undefined}
              />
            </svg>
            {words(state)}
          </li>
        ))}
      </ul>
      <p>{t('mapHint')}</p>
    </figcaption>
  );
}

/** The box around all parcels with a margin, in metres, north up. */
function frameOf(parcels: readonly Parcel[]) {
  const corners = parcels.flatMap((parcel) => parcel.polygon);
  if (corners.length === 0) {
    return undefined;
  }
  const east = corners.map((corner) => corner.east_mm / 1000);
  const south = corners.map((corner) => -corner.north_mm / 1000);
  const [left, right] = [Math.min(...east), Math.max(...east)];
  const [top, bottom] = [Math.min(...south), Math.max(...south)];
  const margin = Math.max(right - left, bottom - top) / 40;
  return {
    left: left - margin,
    top: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}
