import type { Session } from '../api/types';
import { holds, readsAnything, readsBonded } from './session';

export type Place =
  | 'home'
  | 'books'
  | 'periods'
  | 'lists'
  | 'gate'
  | 'slips'
  | 'equipment'
  | 'exchange'
  | 'applications'
  | 'land'
  | 'industry'
  | 'chain'
  | 'fourChains'
  | 'pools'
  | 'investment'
  | 'institutions'
  | 'talent'
  | 'technology'
  | 'worklist'
  | 'exceptions'
  | 'programmes'
  | 'journal'
  | 'verify'
  | 'enterprises'
  | 'users'
  | 'parameters';

const addresses = {
  home: '/',
  books: '/books',
  periods: '/periods',
  lists: '/lists',
  gate: '/gate',
  slips: '/slips',
  equipment: '/equipment',
  exchange: '/exchange',
  applications: '/applications',
  land: '/land',
  industry: '/industry',
  chain: '/chain',
  fourChains: '/four-chains',
  pools: '/pools',
  investment: '/investment',
  institutions: '/institutions',
  talent: '/talent',
  technology: '/technology',
  worklist: '/worklist',
  exceptions: '/exceptions',
  programmes: '/programmes',
  journal: '/journal',
  verify: '/verify',
  enterprises: '/enterprises',
  users: '/users',
  parameters: '/parameters',
} as const satisfies Record<Place, string>;

export function addressOf(place: Place): (typeof addresses)[Place] {
  return addresses[place];
}

/** Pages of a place whose address does not begin with its own. */
const furtherAddresses: Partial<Record<Place, readonly string[]>> = {
  programmes: ['/key-tasks', '/pilots'],
  applications: ['/matters'],
  institutions: ['/platforms'],
};

/** Whether a page belongs to the place. */
export function isAt(place: Place, path: string): boolean {
  if (place === 'home') {
    return path === '/';
  }
  const beginnings = [addresses[place], ...(furtherAddresses[place] ?? [])];
  return beginnings.some((address) => path === address || path.startsWith(`${address}/`));
}

/** The places that a role works in, in the order of the menu. */
export function placesFor(session: Session): Place[] {
  const isAdministrator = holds(session, 'zone_administrator');
  const isGate = holds(session, 'gate_operator');
  const isReader = holds(session, 'auditor') || isAdministrator;
  const isReading = readsAnything(session) || !isGate;
  const isBonded = readsBonded(session);
  const isOfficer = holds(session, 'customs_officer') || holds(session, 'enterprise_officer');
  const wanted: [Place, boolean][] = [
    ['home', isReading],
    ['worklist', isReading],
    ['gate', isGate],
    ['books', isOfficer || isReader],
    ['periods', isOfficer || isReader],
    ['lists', isBonded],
    ['slips', isBonded || isGate],
    ['equipment', isBonded],
    ['exchange', isBonded],
    ['exceptions', isBonded],
    ['programmes', isReading],
    ['applications', isOfficer || isReader || holds(session, 'approval_officer')],
    ['land', isReading],
    ['industry', isReading],
    ['chain', isReading],
    ['fourChains', isReading],
    ['pools', isOfficer || isReader || holds(session, 'treasury_officer')],
    ['investment', holds(session, 'investment_officer') || isReader],
    ['institutions', isReading],
    ['talent', holds(session, 'investment_officer') || isOfficer || isReader],
    ['technology', holds(session, 'investment_officer') || isOfficer || isReader],
    ['journal', isReading],
    ['enterprises', isReading],
    ['users', isReader],
    ['parameters', true],
    ['verify', true],
  ];
  return wanted.filter(([, isOpen]) => isOpen).map(([place]) => place);
}

/** The sections of the menu. */
export type Group = 'today' | 'bonded' | 'zone' | 'proof' | 'register';

const groups: [Group, Place[]][] = [
  ['today', ['home', 'worklist', 'exceptions']],
  ['bonded', ['gate', 'books', 'periods', 'lists', 'slips', 'equipment', 'exchange']],
  [
    'zone',
    [
      'programmes',
      'industry',
      'chain',
      'fourChains',
      'land',
      'applications',
      'pools',
      'investment',
      'institutions',
      'talent',
      'technology',
    ],
  ],
  ['proof', ['journal', 'verify']],
  ['register', ['enterprises', 'users', 'parameters']],
];

/** The menu of a role: its places by section, without empty sections. */
export function groupsFor(session: Session): { group: Group; places: Place[] }[] {
  const open = placesFor(session);
  return groups
    .map(([group, places]) => ({ group, places: places.filter((place) => open.includes(place)) }))
    .filter(({ places }) => places.length > 0);
}
