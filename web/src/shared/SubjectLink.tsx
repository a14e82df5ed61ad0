import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { shortenId } from '../ui/format';
import { ShortId } from '../ui/ShortId';

type Page = (id: string, text: string) => ReactNode;

/** The page of each kind of thing that tasks and entries are about. What has no page of its own stands in the page named. */
export const pageOf: Readonly<Record<string, Page>> = {
  book: (id, text) => (
    <Link to="/books/$book" params={{ book: id }} className="figures">
      {text}
    </Link>
  ),
  list: (id, text) => (
    <Link to="/lists/$list" params={{ list: id }} className="figures">
      {text}
    </Link>
  ),
  slip: (id, text) => (
    <Link to="/slips/$slip" params={{ slip: id }} className="figures">
      {text}
    </Link>
  ),
  equipment: (id, text) => (
    <Link to="/equipment/$equipment" params={{ equipment: id }}>
      {text}
    </Link>
  ),
  exception: (_, text) => <Link to="/exceptions">{text}</Link>,
  application: (id, text) => (
    <Link to="/applications/$application" params={{ application: id }}>
      {text}
    </Link>
  ),
  matter: (id, text) => (
    <Link to="/matters/$matter" params={{ matter: id }}>
      {text}
    </Link>
  ),
  pool: (id, text) => (
    <Link to="/pools/$pool" params={{ pool: id }}>
      {text}
    </Link>
  ),
  parcel: (id, text) => (
    <Link to="/land/parcels/$parcel" params={{ parcel: id }} className="figures">
      {text}
    </Link>
  ),
  land_contract: (id, text) => (
    <Link to="/land/contracts/$contract" params={{ contract: id }} className="figures">
      {text}
    </Link>
  ),
  enterprise_classes: (id, text) => (
    <Link to="/industry/enterprises/$enterprise" params={{ enterprise: id }}>
      {text}
    </Link>
  ),
  product: (id, text) => (
    <Link to="/chain/products/$product" params={{ product: id }} className="figures">
      {text}
    </Link>
  ),
  chain: (id, text) => (
    <Link to="/chain" search={{ tab: 'links', chain: id }}>
      {text}
    </Link>
  ),
  supply: (_, text) => (
    <Link to="/chain" search={{ tab: 'declarations' }}>
      {text}
    </Link>
  ),
  programme: (id, text) => (
    <Link to="/programmes/$programme" params={{ programme: id }}>
      {text}
    </Link>
  ),
  key_task: (id, text) => (
    <Link to="/key-tasks/$task" params={{ task: id }}>
      {text}
    </Link>
  ),
  pilot: (id, text) => (
    <Link to="/pilots/$pilot" params={{ pilot: id }}>
      {text}
    </Link>
  ),
  investment_project: (id, text) => (
    <Link to="/investment/$project" params={{ project: id }}>
      {text}
    </Link>
  ),
  talent: (_, text) => <Link to="/talent">{text}</Link>,
  institution: (id, text) => (
    <Link to="/institutions/$institution" params={{ institution: id }}>
      {text}
    </Link>
  ),
  platform: (id, text) => (
    <Link to="/platforms/$platform" params={{ platform: id }}>
      {text}
    </Link>
  ),
  disclosure: (id, text) => (
    <Link to="/technology/disclosures/$disclosure" params={{ disclosure: id }}>
      {text}
    </Link>
  ),
  technology_contract: (id, text) => (
    <Link to="/technology/contracts/$contract" params={{ contract: id }} className="figures">
      {text}
    </Link>
  ),
};

interface SubjectLinkProps {
  kind: string | null | undefined;
  id: string;
  /** What people call it; absent means that it is named by its id. */
  name: string | null | undefined;
}

/** What a task or an entry is about, linked where there is a page for it. */
export function SubjectLink({ kind, id, name }: SubjectLinkProps) {
  const page = pageOf[kind ?? ''];
  if (page !== undefined) {
    return page(id, name ?? shortenId(id));
  }
  return name ? <span>{name}</span> : <ShortId id={id} />;
}
