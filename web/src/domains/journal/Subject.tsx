import type { Entry } from '../../api/types';
import { SubjectLink } from '../../shared/SubjectLink';

/** The fact of an entry that names what it is about, where that is not a number. */
const NAMES: Readonly<Record<string, string>> = {
  application: 'project',
  matter: 'item',
  pool: 'name',
  equipment: 'name',
  key_task: 'name',
  programme: 'name',
  pilot: 'name',
  chain: 'name',
  institution: 'name',
  platform: 'name',
  investment_project: 'title',
  disclosure: 'title',
};

/** What an entry is about, linked where there is a page for it. */
export function Subject({ entry }: { entry: Entry }) {
  const { subject_id: id, subject_kind: kind } = entry;
  if (!id) {
    return <span>—</span>;
  }
  const naming = NAMES[kind ?? ''] ?? 'number';
  const name = entry.summary.find((fact) => fact.name === naming)?.value;
  return <SubjectLink kind={kind} id={id} name={kind === 'product' ? id : name} />;
}
