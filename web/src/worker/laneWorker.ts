// The service worker of a lane's page. It answers for that page and its files alone; what it does not name goes its usual way.
import {
  answerFile,
  answerPage,
  forgetOtherBuilds,
  keepBuild,
  LANE_PAGE,
  type LaneBuild,
} from './laneAssets';

/** Written in by the builder. */
declare const LANE_BUILD: LaneBuild;

/** What this file needs of a worker's surroundings; the compiler's own description of them contradicts that of a page. */
interface WorkerScope {
  skipWaiting: () => Promise<void>;
  addEventListener: {
    (type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
    (type: 'fetch', listener: (event: FetchEvent) => void): void;
  };
}

interface WorkerEvent {
  waitUntil: (work: Promise<unknown>) => void;
}

interface FetchEvent {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

declare const self: WorkerScope;

const build = LANE_BUILD;
const around = { caches, fetch: (address: string, init: RequestInit) => fetch(address, init) };

// A page that is open has loaded what it needs; the next one comes whole from the new build.
self.addEventListener('install', (event) =>
  event.waitUntil(keepBuild(build, around).then(() => self.skipWaiting())),
);

self.addEventListener('activate', (event) => event.waitUntil(forgetOtherBuilds(build, around)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET') {
    return;
  }
  if (request.mode === 'navigate' && pathname === LANE_PAGE) {
    event.respondWith(answerPage(build, around));
  } else if (build.files.includes(pathname)) {
    event.respondWith(answerFile(pathname, build, around));
  }
});
