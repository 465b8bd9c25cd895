import type { Page } from "@playwright/test";
import { expect, isSound, test, type Yishi } from "./yishi";

// What anybody reads, in every way in which it is shown.

const BOARD = "/c/yunshan";
const FIXED = ["/", BOARD, `${BOARD}/search`, `${BOARD}/figures`, `${BOARD}/data`, `${BOARD}/check`, "/recount"];
const KINDS = ["outcome", "notice", "disclosure"];

/** What the board leads to: what is published, of each kind at least one, and the board by category. */
async function fromTheBoard(page: Page, yishi: Yishi) {
  await page.goto(yishi.base + BOARD);
  const links = await page.locator("main a[href^='/c/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const kinds = KINDS.map((kind) => links.find((link) => link.includes(`/${kind}/`)) ?? `no ${kind}`);
  return { links, kinds };
}

/** What is added to an address. */
const LOOKS = {
  "in Chinese": {},
  "in English": { lang: "en", elder: "0" },
  "in large type": { lang: "zh-CN", elder: "1" },
};

for (const [name, look] of Object.entries(LOOKS)) {
  test(`every public page is sound ${name}`, async ({ page, standing }) => {
    const { links, kinds } = await fromTheBoard(page, standing);
    for (const path of new Set([...FIXED, "/c/xiangyang", "/in", ...kinds, ...links])) {
      const address = new URL(path, standing.base);
      for (const [key, value] of Object.entries(look)) address.searchParams.set(key, value);
      await page.goto(address.href);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await isSound(page);
    }
  });
}

test("every kind of public page is sound at night and on paper", async ({ page, standing }) => {
  const { kinds } = await fromTheBoard(page, standing);
  for (const path of [...FIXED, ...kinds]) {
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.goto(standing.base + path);
    await page.emulateMedia({ colorScheme: "dark" });
    await isSound(page);
    await page.emulateMedia({ colorScheme: null, media: "print" });
    await isSound(page);
  }
});
