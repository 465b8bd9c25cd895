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

// The same stories on an old phone without JavaScript and on a desktop with it.
export default defineConfig({
  testDir: ".",
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags },
    actionTimeout: 20_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  },
  projects: [
    {
      name: "phone without JavaScript",
      use: { viewport: { width: 360, height: 740 }, javaScriptEnabled: false },
      grepInvert: /@hydrate/,
    },
    { name: "desktop with JavaScript", use: { viewport: { width: 1280, height: 800 } } },
    // The room's story once more on the other engine; `cargo xtask test` names an empty database.
    ...(process.env.STORIES_POSTGRES
      ? [{ name: "PostgreSQL", testMatch: "room.spec.ts", grep: /a discussion and a vote/, use: { viewport: { width: 1280, height: 800 } } }]
      : []),
  ],
});
