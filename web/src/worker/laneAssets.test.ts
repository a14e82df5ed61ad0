import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  answerFile,
  answerPage,
  forgetOtherBuilds,
  keepBuild,
  LANE_PAGE,
  type LaneBuild,
  type Surroundings,
} from './laneAssets';

function buildOf(page: string, files: string[] = []): LaneBuild {
  return { page: createHash('sha256').update(page).digest('hex'), files };
}

/** A terminal with a storage of its own and a server that serves these texts, or is out of reach. */
function terminal() {
  const kept = new Map<string, Map<string, Response>>();
  let served: Record<string, string> | undefined = {};
  const asked: string[] = [];
  const around: Surroundings = {
    fetch: async (address) => {
      asked.push(address);
      if (served === undefined) {
        throw new TypeError('Failed to fetch');
      }
      const text = served[address];
      return text === undefined ? new Response('', { status: 404 }) : new Response(text);
    },
    caches: {
      keys: async () => [...kept.keys()],
      delete: async (name) => kept.delete(name),
      open: async (name) => {
        const files = kept.get(name) ?? new Map<string, Response>();
        kept.set(name, files);
        return {
          put: async (key, answer) => void files.set(String(key), answer),
          match: async (key) => files.get(String(key))?.clone(),
        };
      },
    },
  };
  const serve = (texts: Record<string, string> | undefined) => {
    served = texts;
  };
  return { around, serve, kept, asked };
}

const textOf = async (answer: Promise<Response>) => (await answer).text();

describe('what a lane terminal keeps', () => {
  it('answers page and files without the link', async () => {
    const { around, serve } = terminal();
    const build = buildOf('page 1', ['/assets/one.js']);
    serve({ [LANE_PAGE]: 'page 1', '/assets/one.js': 'one' });
    await keepBuild(build, around);
    serve(undefined);
    expect(await textOf(answerPage(build, around))).toBe('page 1');
    expect(await textOf(answerFile('/assets/one.js', build, around))).toBe('one');
  });

  it('is not shown while the server has a newer page', async () => {
    const { around, serve } = terminal();
    const build = buildOf('page 1');
    serve({ [LANE_PAGE]: 'page 1' });
    await keepBuild(build, around);
    serve({ [LANE_PAGE]: 'page 2' });
    expect(await textOf(answerPage(build, around))).toBe('page 2');
  });

  it('is one whole build: where the server has another page or lacks a file, nothing is kept', async () => {
    const { around, serve, kept } = terminal();
    serve({ [LANE_PAGE]: 'page 2', '/assets/one.js': 'one' });
    await expect(keepBuild(buildOf('page 1', ['/assets/one.js']), around)).rejects.toThrow('another build');
    await expect(keepBuild(buildOf('page 2', ['/assets/gone.js']), around)).rejects.toThrow('status 404');
    expect([...kept.keys()]).toEqual([]);
  });

  it('leaves with its build, and what others keep stays', async () => {
    const { around, serve, kept } = terminal();
    for (const page of ['page 1', 'page 2']) {
      serve({ [LANE_PAGE]: page });
      await keepBuild(buildOf(page), around);
    }
    await around.caches.open('somebody-else');
    await forgetOtherBuilds(buildOf('page 2'), around);
    expect([...kept.keys()]).toEqual([`etown-lane-${buildOf('page 2').page}`, 'somebody-else']);
  });

  it('never asks for a file that it has, since its name stands for its content', async () => {
    const { around, serve, asked } = terminal();
    const build = buildOf('page 1', ['/assets/one.js']);
    serve({ [LANE_PAGE]: 'page 1', '/assets/one.js': 'one' });
    await keepBuild(build, around);
    asked.length = 0;
    await answerFile('/assets/one.js', build, around);
    expect(asked).toEqual([]);
  });

  it('asks for what is missing, and says that there is no page where there never was one', async () => {
    const { around, serve } = terminal();
    const build = buildOf('page 1', ['/assets/one.js']);
    serve({ '/assets/one.js': 'one' });
    expect(await textOf(answerFile('/assets/one.js', build, around))).toBe('one');
    serve(undefined);
    expect((await answerPage(build, around)).type).toBe('error');
  });
});
