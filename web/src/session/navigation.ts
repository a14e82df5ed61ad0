import type { Session } from '../api/types';
import { holds, readsAnything } from './session';

export type Place =
  | 'home'
  | 'books'
  | 'lists'
  | 'gate'
  | 'slips'
  | 'equipment'
  | 'investment'
  | 'talent'
  | 'worklist'
  | 'exceptions'
  | 'journal'
  | 'verify'
  | 'enterprises'
  | 'users'
  | 'parameters';

const addresses = {
  home: '/',
  books: '/books',
  lists: '/lists',
  gate: '/gate',
  slips: '/slips',
  equipment: '/equipment',
  investment: '/investment',
  talent: '/talent',
  worklist: '/worklist',
  exceptions: '/exceptions',
  journal: '/journal',
  verify: '/verify',
  enterprises: '/enterprises',
  users: '/users',
  parameters: '/parameters',
} as const satisfies Record<Place, string>;

export function addressOf(place: Place): (typeof addresses)[Place] {
  return addresses[place];
}

/** The places that a role works in, in the order of the menu. */
export function placesFor(session: Session): Place[] {
  const isAdministrator = holds(session, 'zone_administrator');
  const isGate = holds(session, 'gate_operator');
  const isReader = holds(session, 'auditor') || isAdministrator;
  const isReading = readsAnything(session) || !isGate;
  const isOfficer = holds(session, 'customs_officer') || holds(session, 'enterprise_officer');
  const wanted: [Place, boolean][] = [
    ['home', isReading],
    ['worklist', isOfficer || isReader],
    ['gate', isGate],
    ['books', isOfficer || isReader],
    ['lists', isReading],
    ['slips', isReading || isGate],
    ['equipment', isReading],
    ['investment', holds(session, 'investment_officer') || isReader],
    ['talent', holds(session, 'investment_officer') || isOfficer || isReader],
    ['exceptions', isReading],
    ['journal', isReading],
    ['enterprises', isOfficer || isReader],
    ['users', isReader],
    ['parameters', true],
    ['verify', true],
  ];
  return wanted.filter(([, isOpen]) => isOpen).map(([place]) => place);
}
