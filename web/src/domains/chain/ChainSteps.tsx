import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ChainMissing, ChainRow, ChainStanding, ChainStep, FourChains } from '../../api/types';
import { EntryLink } from '../../shared/History';
import { useLocalName } from '../../shared/localName';
import { Amount } from '../../ui/Amount';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const tones: Record<ChainStanding, Tone> = {
  filed: 'working',
  registered: 'done',
  returned: 'attention',
  approved: 'done',
  known: 'neutral',
  declared: 'done',
  inferred: 'neutral',
  in_stock: 'done',
  used_up: 'neutral',
  draft: 'neutral',
  submitted: 'working',
  posted: 'done',
  reversed: 'attention',
  deleted: 'neutral',
};

/** The six steps in the server's order: what is there, each with its receipt, and what is missing, by name. */
export function ChainSteps({ chains }: { chains: FourChains }) {
  const { t } = useTranslation('fourChains');
  return (
    <ol className="chain-steps">
      {chains.steps.map((step, place) => (
        <Step key={step.step} step={step} place={place + 1} limit={t('more', { number: chains.rows_max })} />
      ))}
    </ol>
  );
}

function Step({ step, place, limit }: { step: ChainStep; place: number; limit: string }) {
  const { t } = useTranslation('fourChains');
  const title = t(`step.${step.step}`);
  return (
    <li className="chain-step">
      <section aria-label={title}>
        <p className="chain-name">{t(`chain.${step.step}`)}</p>
        <h2>
          {place}. {title}
        </h2>
        <ul className="chain-rows">
          {step.rows.map((row) => (
            <li key={`${row.reference} ${row.name} ${row.position ?? ''} ${row.thing.item ?? ''}`}>
              <Row row={row} />
            </li>
          ))}
          {step.missing.map((missing) => (
            <li key={`${missing.gap} ${missing.reference}`} className="chain-gap">
              <Missing missing={missing} />
            </li>
          ))}
        </ul>
        {step.has_more && <p className="chain-more">{limit}</p>}
      </section>
    </li>
  );
}

function Row({ row }: { row: ChainRow }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const enterprise =
    row.enterprise_name === null || row.enterprise_name_english === null
      ? undefined
      : name({ name: row.enterprise_name, name_english: row.enterprise_name_english });
  const own = name(row);
  return (
    <>
      <p className="chain-reference">
        {row.is_open ? <PageLink row={row} /> : <span className="figures">{row.reference}</span>}
      </p>
      <p>{own}</p>
      {enterprise !== undefined && enterprise !== own && <p className="chain-of">{enterprise}</p>}
      <p>
        <StatusLabel tone={tones[row.standing]} text={t(`standing.${row.standing}`)} />{' '}
        {row.date !== null && <span className="figures">{row.date}</span>}
      </p>
      {row.quantity !== null && (
        <p>
          {row.thing.lot === null ? t('sent') : t('left')} <Amount value={row.quantity} unit={row.measure} />
        </p>
      )}
      {row.lots.length > 0 && <p>{t('drew', { lots: row.lots.join(', ') })}</p>}
      <p className="chain-proof">
        {row.position === null ? t('otherReceipt') : <EntryLink position={row.position} />}
        {row.joined_by !== null && row.joined_by !== row.position && (
          <>
            {' · '}
            {t('joinedBy')} <EntryLink position={row.joined_by} />
          </>
        )}
      </p>
    </>
  );
}

/** Where the thing has its own page; a contract is found in the journal. */
function PageLink({ row: { thing, reference } }: { row: ChainRow }) {
  if (thing.technology_contract !== null) {
    return (
      <Link to="/journal" search={{ subject: thing.technology_contract }} className="figures">
        {reference}
      </Link>
    );
  }
  if (thing.list !== null) {
    return (
      <Link to="/lists/$list" params={{ list: thing.list }} search={{ tab: 'trace' }} className="figures">
        {reference}
      </Link>
    );
  }
  if (thing.book !== null && thing.lot !== null) {
    return (
      <Link
        to="/books/$book/lots/$lot"
        params={{ book: thing.book, lot: String(thing.lot) }}
        className="figures"
      >
        {reference}
      </Link>
    );
  }
  if (thing.book !== null && thing.version !== null) {
    return (
      <Link to="/books/$book" params={{ book: thing.book }} search={{ tab: 'boms' }} className="figures">
        {reference}
      </Link>
    );
  }
  return (
    <Link to="/chain/products/$product" params={{ product: thing.product ?? reference }} className="figures">
      {reference}
    </Link>
  );
}

function Missing({ missing }: { missing: ChainMissing }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  return (
    <>
      <StatusLabel tone="attention" text={t(`gap.${missing.gap}`)} />
      <p>
        {name(missing)} <span className="figures chain-of">{missing.reference}</span>
      </p>
    </>
  );
}
