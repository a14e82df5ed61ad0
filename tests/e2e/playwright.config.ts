import { defineConfig } from '@playwright/test';

/** Debian's own browser; nothing is downloaded, and it asks no other host. */
const chromium = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../../target/e2e',
  // One zone serves all journeys, which build on each other's entries.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  timeout: 120_000,
  // Generous, since a busy machine is no finding; a wait ends as soon as what it waits for is there.
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./support/failures.ts']],
  use: {
    launchOptions: chromium,
    viewport: { width: 1366, height: 768 },
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
