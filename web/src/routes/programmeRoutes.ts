import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  keyTaskQuery,
  pilotQuery,
  pilotsQuery,
  programmeQuery,
  programmesQuery,
} from '../domains/programme/queries';
import { shell } from './base';

const programmes = createRoute({
  getParentRoute: () => shell,
  path: '/programmes',
  loader: ({ context: { queries } }) =>
    Promise.all([queries.ensureQueryData(programmesQuery), queries.ensureQueryData(pilotsQuery)]),
  component: lazyRouteComponent(() => import('../domains/programme/ProgrammesPage'), 'ProgrammesPage'),
});

const programme = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/$programme',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(programmeQuery(params.programme)),
  component: lazyRouteComponent(() => import('../domains/programme/ProgrammePage'), 'ProgrammePage'),
});

const keyTask = createRoute({
  getParentRoute: () => shell,
  path: '/key-tasks/$task',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(keyTaskQuery(params.task)),
  component: lazyRouteComponent(() => import('../domains/programme/KeyTaskPage'), 'KeyTaskPage'),
});

const pilot = createRoute({
  getParentRoute: () => shell,
  path: '/pilots/$pilot',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(pilotQuery(params.pilot)),
  component: lazyRouteComponent(() => import('../domains/programme/PilotPage'), 'PilotPage'),
});

/** Key tasks with their programmes, and pilots of measures. */
export const programmeRoutes = [programmes, programme, keyTask, pilot] as const;
