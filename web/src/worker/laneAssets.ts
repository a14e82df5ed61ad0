// What a lane terminal keeps of the console, so that its page opens while the link is down: the page and the files that the
// lane needs, of one build at a time. It keeps no answer of the interface and asks no other host.

/** One build of the console, as far as a lane needs it; the builder writes it into the worker. */
export interface LaneBuild {
  /** SHA-256 of the console's page in hexadecimal. The page names its files by their content, so this names the build. */
  page: string;
  /** Addresses of the files, each of which carries a digest of its content in its name. */
  files: string[];
}

/** Where a terminal keeps builds, and how it reaches the server. */
export interface Surroundings {
  caches: Pick<CacheStorage, 'keys' | 'delete'> & {
    open: (name: string) => Promise<Pick<Cache, 'put' | 'match'>>;
  };
  fetch: (address: string, init: RequestInit) => Promise<Response>;
}

export const LANE_PAGE = '/gate';
const NAMES = 'etown-lane-';
/** A link that takes longer than this to bring the page counts as down. */
const PATIENCE_MS = 4_000;

const nameOf = (build: LaneBuild) => `${NAMES}${build.page}`;

async function digestOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function fetchWhole(address: string, around: Surroundings): Promise<Response> {
  const response = await around.fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) {
    throw new Error(`${address} was answered with status ${response.status}.`);
  }
  return response;
}

/** Keeps the whole build, or fails and keeps nothing: a page of another build would ask for files that are not here. */
export async function keepBuild(build: LaneBuild, around: Surroundings): Promise<void> {
  const page = await fetchWhole(LANE_PAGE, around);
  if ((await digestOf(page.clone())) !== build.page) {
    throw new Error('The server serves another build by now.');
  }
  const files = await Promise.all(
    build.files.map(async (file) => [file, await fetchWhole(file, around)] as const),
  );
  const kept = await around.caches.open(nameOf(build));
  await Promise.all([...files, [LANE_PAGE, page] as const].map(([file, answer]) => kept.put(file, answer)));
}

/** Forgets every other build, once this one is whole. */
export async function forgetOtherBuilds(build: LaneBuild, around: Surroundings): Promise<void> {
  const names = await around.caches.keys();
  const others = names.filter((name) => name.startsWith(NAMES) && name !== nameOf(build));
  await Promise.all(others.map((name) => around.caches.delete(name)));
}

/** The page from the server where it answers, so that an upgrade shows at once; else the one that was kept. */
export async function answerPage(build: LaneBuild, around: Surroundings): Promise<Response> {
  const kept = async () => (await around.caches.open(nameOf(build))).match(LANE_PAGE);
  try {
    const answer = await around.fetch(LANE_PAGE, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.status < 500 ? answer : ((await kept()) ?? answer);
  } catch {
    return (await kept()) ?? Response.error();
  }
}

/** A file as it was kept: its name stands for its content, so it is never out of date. */
export async function answerFile(file: string, build: LaneBuild, around: Surroundings): Promise<Response> {
  const kept = await (await around.caches.open(nameOf(build))).match(file);
  return kept ?? around.fetch(file, { credentials: 'same-origin' });
}
