import { PrinterOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SlipDetail } from '../../api/types';
import { useSession } from '../../session/session';
import { Amount } from '../../ui/Amount';
import { PageHeading } from '../../ui/PageHeading';
import { NoteCode } from './NoteCode';
import { slipNoteQuery, slipQuery } from './queries';
import { type PaperSize, paperSizes } from './search';
import './paper.css';

const route = getRouteApi('/shell/slips/$slip/print');

/** The paper that the driver carries. What stands around it on the screen is not printed. */
export function PrintPage() {
  const { t } = useTranslation('slips');
  const { slip: id } = route.useParams();
  const { size = 'a5' } = route.useSearch();
  const navigate = useNavigate({ from: '/slips/$slip/print' });
  const { data: detail } = useSuspenseQuery(slipQuery(id));
  const { data: paper } = useSuspenseQuery(slipNoteQuery(id));
  return (
    <>
      <div className="not-printed">
        <PageHeading
          title={t('paper.printTitle', { number: detail.slip.number })}
          lead={
            <Link to="/slips/$slip" params={{ slip: id }}>
              {t('paper.back')}
            </Link>
          }
          actions={
            <>
              <Segmented<PaperSize>
                aria-label={t('paper.size')}
                value={size}
                options={paperSizes.map((one) => ({ value: one, label: one.toUpperCase() }))}
                onChange={(chosen) => void navigate({ search: { size: chosen }, replace: true })}
              />
              <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
                {t('paper.print')}
              </Button>
            </>
          }
        />
      </div>
      <style>{`@page { size: ${size === 'a5' ? 'A5 landscape' : 'A4 portrait'}; margin: 10mm; }`}</style>
      <Sheet detail={detail} note={paper.note} size={size} />
    </>
  );
}

function Sheet({ detail, note, size }: { detail: SlipDetail; note: string; size: PaperSize }) {
  const { t } = useTranslation('slips');
  const words = useTranslation('enums').t;
  const { zone } = useSession();
  const { slip, lists, trucks } = detail;
  const carried =
    slip.goods ?? (lists.length === 0 ? t('noLists') : lists.map((one) => one.number).join(', '));
  const facts: [string, string][] = [
    [t('enterprise'), slip.enterprise_name],
    [t('kind'), `${words(`slipKind.${slip.kind}`)} · ${words(`direction.${slip.direction}`)}`],
    [slip.goods ? t('goods') : t('lists'), carried],
    ...(slip.book_number ? [[t('book'), slip.book_number] satisfies [string, string]] : []),
    [t('gates'), words(`gates.${slip.gates}`)],
    [t('validUntil'), slip.valid_until],
  ];
  return (
    <article className={`slip-sheet slip-sheet-${size}`} aria-label={slip.number}>
      <header>
        <div>
          <p>{zone?.name}</p>
          <h2>{t('paper.heading')}</h2>
          <p className="slip-sheet-number figures">{slip.number}</p>
        </div>
        <NoteCode note={note} size={size === 'a5' ? 190 : 240} />
      </header>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('truck.plate')}</th>
            <th scope="col">{t('truck.vehicle')}</th>
            <th scope="col">{t('truck.frame')}</th>
            <th scope="col">{t('truck.container')}</th>
            <th scope="col">{t('truck.goods')}</th>
            <th scope="col">{t('truck.declared')}</th>
          </tr>
        </thead>
        <tbody>
          {trucks.map((truck) => (
            <tr key={truck.plate}>
              <th scope="row">{truck.plate}</th>
              <td>
                <Amount value={truck.vehicle_kilograms} />
              </td>
              <td>
                <Amount value={truck.frame_kilograms} />
              </td>
              <td>
                <Amount value={truck.container_kilograms} />
              </td>
              <td>
                <Amount value={truck.goods_kilograms} />
              </td>
              <td>
                <Amount value={truck.declared_kilograms} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>{t('paper.footer')}</footer>
    </article>
  );
}
