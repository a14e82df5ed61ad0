// Tells the lane's service worker which files the lane's page needs: known only once all of them have their names.
import { createHash } from 'node:crypto';
import type { Plugin, Rollup } from 'vite';
import type { LaneBuild } from './src/worker/laneAssets';

const PAGE = 'index.html';
const PLACE = 'LANE_BUILD';
const LANE = '/src/domains/gate/LanePage.tsx';

export const WORKER = 'lane-worker';
const WORKER_FILE = `${WORKER}.js`;

/** The chunk with all that it needs before it can run, and the styles and pictures of each. */
function closure(
  start: Rollup.OutputChunk,
  bundle: Rollup.OutputBundle,
  found = new Set<string>(),
): Set<string> {
  found.add(start.fileName);
  for (const file of [
    ...(start.viteMetadata?.importedCss ?? []),
    ...(start.viteMetadata?.importedAssets ?? []),
  ]) {
    found.add(file);
  }
  for (const name of start.imports) {
    const chunk = bundle[name];
    if (chunk?.type === 'chunk' && !found.has(name)) {
      closure(chunk, bundle, found);
    }
  }
  return found;
}

/** The console's own entry and the lane's page, which is loaded when it is opened. */
function isLanes(chunk: Rollup.OutputChunk): boolean {
  return chunk.isEntry ? chunk.fileName !== WORKER_FILE : chunk.facadeModuleId?.endsWith(LANE) === true;
}

function laneFiles(bundle: Rollup.OutputBundle): string[] {
  const starts = Object.values(bundle).filter((chunk) => chunk.type === 'chunk' && isLanes(chunk));
  if (starts.length !== 2) {
    throw new Error(
      `The console's entry and ${LANE} were looked for; ${starts.length} chunks are one of them.`,
    );
  }
  const files = new Set<string>();
  for (const chunk of starts) {
    if (chunk.type === 'chunk') {
      closure(chunk, bundle, files);
    }
  }
  return [...files].sort().map((file) => `/${file}`);
}

export function laneWorker(): Plugin {
  return {
    name: 'etown:lane-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle[PAGE];
        const worker = bundle[WORKER_FILE];
        if (page?.type !== 'asset' || worker?.type !== 'chunk' || !worker.code.includes(PLACE)) {
          this.error(
            'The page and the worker of the lane are built together, and the worker names its build.',
          );
        }
        if (worker.imports.length > 0) {
          this.error(`The worker of the lane stands alone, but it imports ${worker.imports.join(', ')}.`);
        }
        const files = laneFiles(bundle);
        const build: LaneBuild = { page: createHash('sha256').update(page.source).digest('hex'), files };
        worker.code = worker.code.replaceAll(PLACE, JSON.stringify(build));
      },
    },
  };
}
