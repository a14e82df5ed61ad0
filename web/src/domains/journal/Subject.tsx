import { Link } from '@tanstack/react-router';
import type { Entry } from '../../api/types';
import { shortenId } from '../../ui/format';
import { ShortId } from '../../ui/ShortId';

/** What an entry is about, linked where there is a page for it. */
export function Subject({ entry }: { entry: Entry }) {
  const { subject_id: id, subject_kind: kind } = entry;
  if (!id) {
    return <span>—</span>;
  }
  const number = entry.summary.find((fact) => fact.name === 'number')?.value;
  if (kind === 'book') {
    return (
      <Link to="/books/$book" params={{ book: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'list') {
    return (
      <Link to="/lists/$list" params={{ list: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'consignment') {
    return (
      <Link to="/exchange/$consignment" params={{ consignment: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'partner_zone') {
    return <Link to="/exchange">{id}</Link>;
  }
  if (kind === 'slip') {
    return (
      <Link to="/slips/$slip" params={{ slip: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'application') {
    const project = entry.summary.find((fact) => fact.name === 'project')?.value;
    return (
      <Link to="/applications/$application" params={{ application: id }}>
        {project ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'pool') {
    const name = entry.summary.find((fact) => fact.name === 'name')?.value;
    return (
      <Link to="/pools/$pool" params={{ pool: id }}>
        {name ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'matter') {
    const item = entry.summary.find((fact) => fact.name === 'item')?.value;
    return (
      <Link to="/matters/$matter" params={{ matter: id }}>
        {item ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'enterprise_classes') {
    return (
      <Link to="/industry/enterprises/$enterprise" params={{ enterprise: id }} className="figures">
        {shortenId(id)}
      </Link>
    );
  }
  if (kind === 'product') {
    return (
      <Link to="/chain/products/$product" params={{ product: id }} className="figures">
        {id}
      </Link>
    );
  }
  if (kind === 'equipment') {
    const name = entry.summary.find((fact) => fact.name === 'name')?.value;
    return (
      <Link to="/equipment/$equipment" params={{ equipment: id }}>
        {name ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'exception') {
    return <Link to="/exceptions">{shortenId(id)}</Link>;
  }
  if (kind === 'key_task') {
    const name = entry.summary.find((fact) => fact.name === 'name')?.value;
    return (
      <Link to="/key-tasks/$task" params={{ task: id }}>
        {name ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'parcel') {
    return (
      <Link to="/land/parcels/$parcel" params={{ parcel: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'land_contract') {
    return (
      <Link to="/land/contracts/$contract" params={{ contract: id }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  return <ShortId id={id} />;
}
