// A demo zone in a temporary directory, served by the real program on a free port of the loopback.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const PASSWORD = 'demo-zone-2026';

export interface Zone {
  address: string;
  /** Runs the program and returns its exit code and what it printed. */
  run: (...words: string[]) => { code: number; printed: string };
  /** Starts the zone beside the demo, with a journal and people of its own. */
  startSecond: () => Promise<Zone>;
  /** Lines of the server's log that report a fault. */
  faults: () => string[];
  stop: () => Promise<void>;
}

function program(): string {
  const path = process.env.ETOWN_BINARY ?? resolve(__dirname, '../../../target/debug/etown');
  if (!existsSync(path)) {
    throw new Error(
      `The program is not built: ${path}. Build it with cargo build -p etown, or set ETOWN_BINARY.`,
    );
  }
  return path;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed()));
    });
  });
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/api/v1/health`)).ok;
  } catch {
    return false;
  }
}

async function untilItAnswers(address: string, server: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with code ${server.exitCode}.\n${log()}`);
    }
    if (await answers(address)) {
      return;
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`The server did not answer at ${address}.\n${log()}`);
}

function run(words: string[]): { code: number; printed: string } {
  try {
    return { code: 0, printed: execFileSync(program(), words, { encoding: 'utf8', stdio: 'pipe' }) };
  } catch (error) {
    const failed = error as { status?: number; stdout?: string; stderr?: string };
    return { code: failed.status ?? -1, printed: `${failed.stdout ?? ''}${failed.stderr ?? ''}` };
  }
}

export async function startZone(): Promise<Zone> {
  const folder = mkdtempSync(join(tmpdir(), 'etown-e2e-'));
  const data = join(folder, 'data');
  const made = run(['demo', '--data-directory', data]);
  if (made.code !== 0) {
    throw new Error(`The demo zone could not be made.\n${made.printed}`);
  }
  return serve(data, () => rmSync(folder, { recursive: true, force: true }));
}

async function serve(data: string, afterwards: () => void): Promise<Zone> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(program(), ['serve', '--data-directory', data, '--listen', `127.0.0.1:${port}`]);
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolved) => server.once('exit', () => resolved()));
  await untilItAnswers(address, server, () => log);
  return {
    address,
    run: (...words) => run(words),
    startSecond: () => serve(join(data, 'second-zone'), () => undefined),
    faults: () => log.split('\n').filter((line) => /\bERROR\b|panicked/.test(line)),
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      afterwards();
    },
  };
}
