import { defineConfig } from '@playwright/test';

/** `screens` needs a build and nothing else; `journey` needs the whole of Lethe at LETHE_URL. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 2,
  reporter: [['list']],
  use: {
    launchOptions: {
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
    },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A trace or a video of the journey would hold personal data.
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
  projects: [
    // Every screen has its made-up data to itself; journeys share one Lethe, so one goes after the other.
    { name: 'screens', testMatch: /screens\/.*\.spec\.ts/, fullyParallel: true },
    { name: 'journey', testMatch: /journey\/.*\.spec\.ts/, workers: 1 },
  ],
});
