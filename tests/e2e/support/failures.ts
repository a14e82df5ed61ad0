import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const LINES_OF_AN_ERROR = 4;
// The escape sequences by which errors are coloured.
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Says at the very end, in few lines, which journeys failed and why: where output is cut, its end is what is read. */
// biome-ignore lint/style/noDefaultExport: a reporter is found by its file's default export
export default class Failures implements Reporter {
  private readonly failed: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === 'skipped') {
      return;
    }
    const message = (result.error?.message ?? result.status).replace(COLOURS, '');
    const lines = message.split('\n').filter((line) => line.trim() !== '');
    const title = test.titlePath().slice(2).join(' › ');
    this.failed.push([title, ...lines.slice(0, LINES_OF_AN_ERROR)].join('\n    '));
  }

  onEnd(_result: FullResult): void {
    for (const failure of this.failed) {
      process.stdout.write(`  failed: ${failure}\n`);
    }
  }
}
