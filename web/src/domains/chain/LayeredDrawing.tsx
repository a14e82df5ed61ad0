import { Link, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawing, DrawnProduct } from '../../api/types';
import { useLocalName } from '../../shared/localName';
import { type Column, DataTable } from '../../ui/DataTable';

const MARGIN = 8;
const LETTERS_MAX = 22;

function shortened(text: string): string {
  return text.length > LETTERS_MAX ? `${text.slice(0, LETTERS_MAX - 1)}…` : text;
}

/** Products in layers as the server placed them, what something is made of left of it, with the same in a table. */
export function LayeredDrawing({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const names = new Map(drawing.products.map((one) => [one.code, name(one)]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const columns: Column<DrawnProduct>[] = [
    {
      key: 'name',
      title: t('product'),
      minWidth: 140,
      render: (row) => (
        <Link to="/chain/products/$product" params={{ product: row.code }}>
          {name(row)}
        </Link>
      ),
    },
    { key: 'distance', title: t('distance'), isNumeric: true, render: (row) => row.distance },
    { key: 'suppliers', title: t('suppliers'), isNumeric: true, render: (row) => row.suppliers },
    {
      key: 'madeOf',
      title: t('madeOf'),
      minWidth: 200,
      render: (row) =>
        drawing.links
          .filter((link) => link.product === row.code)
          .map((link) => nameOf(link.input))
          .join(', ') || '—',
    },
  ];
  const nearest = [...drawing.products].sort(
    (one, other) => one.distance - other.distance || one.code.localeCompare(other.code),
  );
  return (
    <>
      {drawing.left_out > 0 && <p>{t('leftOut', { number: drawing.left_out })}</p>}
      {drawing.cycles.length > 0 && (
        <p>
          {t('cyclesFound', { number: drawing.cycles.length })}{' '}
          {drawing.cycles.map((members) => members.map(nameOf).join(' ↔ ')).join('; ')}
        </p>
      )}
      <Picture drawing={drawing} />
      <DataTable
        label={t('around')}
        columns={columns}
        rows={nearest}
        rowKey={(row) => row.code}
        empty={null}
      />
    </>
  );
}

function Picture({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const navigate = useNavigate();
  const arrow = useId();
  const { column_width: wide, row_height: high } = drawing;
  const box = { width: wide - 56, height: high - 20 };
  const places = new Map(drawing.products.map((one) => [one.code, one]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="drawing" tabIndex={0} aria-label={t('around')}>
      <svg
        role="img"
        aria-label={t('drawingLabel', { products: drawing.products.length, links: drawing.links.length })}
        width={drawing.width + 2 * MARGIN}
        height={drawing.height + 2 * MARGIN}
        viewBox={`${-MARGIN} ${-MARGIN} ${drawing.width + 2 * MARGIN} ${drawing.height + 2 * MARGIN}`}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" fill="#66717a" />
          </marker>
        </defs>
        {drawing.links.map((link) => {
          const from = places.get(link.input);
          const to = places.get(link.product);
          if (from === undefined || to === undefined) {
            return null;
          }
          const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
          const [x2, y2] = [to.x, to.y + box.height / 2];
          const bend = link.is_backward ? 70 : Math.max(24, (x2 - x1) / 2);
          return (
            <path
              key={`${link.input} ${link.product}`}
              d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
              fill="none"
              stroke={link.is_backward ? '#a8501f' : '#8b98a1'}
              strokeDasharray={link.is_backward ? '5 4' : undefined}
              markerEnd={`url(#${arrow})`}
            >
              {link.is_backward && <title>{t('closesCircle')}</title>}
            </path>
          );
        })}
        {drawing.products.map((one) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the table beside has the links
          <g
            key={one.code}
            transform={`translate(${one.x} ${one.y})`}
            style={{ cursor: 'pointer' }}
            onClick={() => void navigate({ to: '/chain/products/$product', params: { product: one.code } })}
          >
            <title>{`${name(one)} · ${t('suppliers')} ${one.suppliers}`}</title>
            <rect
              {...box}
              rx={5}
              fill={one.code === drawing.product ? '#0c3b4d' : one.suppliers === 0 ? '#fbeee6' : '#ffffff'}
              stroke={one.suppliers === 0 ? '#a8501f' : '#5f7480'}
              strokeWidth={one.suppliers === 1 ? 2 : 1}
            />
            <text x={8} y={19} fontSize={13} fill={one.code === drawing.product ? '#ffffff' : '#1d2b33'}>
              {shortened(name(one))}
            </text>
            <text x={8} y={36} fontSize={11.5} fill={one.code === drawing.product ? '#d5e3e9' : '#4a5860'}>
              {t('suppliersShort', { number: one.suppliers })}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}
