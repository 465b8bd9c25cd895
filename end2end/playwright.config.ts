import { defineConfig } from "@playwright/test";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// The same stories on an old phone without JavaScript and on a desktop with it. Each test has its own server or only reads, so they
// run beside each other. After the times given something is broken, however slow or busy the machine is.
export default defineConfig({
  testDir: ".",
  globalSetup: "./demonstration.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags },
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  },
  projects: [
    // The room's story once more on the other engine; `cargo xtask test` names an empty database. The longest stories first.
    ...(process.env.STORIES_POSTGRES
      ? [{ name: "PostgreSQL", testMatch: "room.spec.ts", grep: /a discussion and a vote/, use: { viewport: { width: 1280, height: 800 } } }]
      : []),
    { name: "desktop with JavaScript", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone without JavaScript",
      use: { viewport: { width: 360, height: 740 }, javaScriptEnabled: false },
      grepInvert: /@hydrate|@desk/,
    },
  ],
});
