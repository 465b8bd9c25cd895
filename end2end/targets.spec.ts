import type { Page } from "@playwright/test";
import { expect, test, voting } from "./yishi";

// What is tapped is large enough for a thumb: 44 pixels, 60 in large type, links in lists too. A link within a sentence is read, not hit.

test.use({ viewport: { width: 360, height: 740 } });

const LOOKS = [
  { name: "as it is", elder: "0", least: 44 },
  { name: "in large type", elder: "1", least: 60 },
];

/** Whatever can be tapped and is too small, with its words and measures. */
async function small(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const inSentence = (one: Element) => {
      const around = one.closest("p, blockquote, dd, td, th, li, figcaption, label, .text");
      if (!around || !one.matches("a")) return false;
      // Words that stand beside the links in their own line, not in blocks of their own.
      const own = [...around.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? "");
      return around.matches(".text") || own.join("").replace(/[\s·|]/g, "").length > 0;
    };
    const found: string[] = [];
    for (const one of document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")) {
      const shown = one.checkVisibility({ visibilityProperty: true });
      const box = one.getBoundingClientRect();
      if (!shown || box.right < 0 || inSentence(one)) continue;
      // A tick is hit by its label as well.
      const label = one.matches("input[type=checkbox], input[type=radio]") ? one.closest("label, .tick, .choice") : null;
      const { height, width } = (label ?? one).getBoundingClientRect();
      if (height < least - 0.5 || width < 43.5) {
        found.push(`${one.tagName} ${Math.round(width)}x${Math.round(height)} ${one.textContent?.trim().slice(0, 30) || one.getAttribute("name")} in ${one.parentElement?.className || one.parentElement?.tagName}`);
      }
    }
    return found;
  }, least);
}

async function areLarge(page: Page, base: string, path: string) {
  for (const { name, elder, least } of LOOKS) {
    const address = new URL(path, base);
    address.searchParams.set("lang", "zh-CN");
    address.searchParams.set("elder", elder);
    await page.goto(address.href);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    // What is folded is tapped too, once it is open.
    await page.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    expect.soft(await small(page, least), `${path} ${name}`).toEqual([]);
  }
}

test("public pages are hit by a thumb", async ({ page, standing }) => {
  await page.goto(`${standing.base}/c/yunshan`);
  const links = await page.locator("main a[href^='/c/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const kinds = ["/outcome/", "/notice/", "/disclosure/"].map((kind) => links.find((link) => link.includes(kind)) ?? `no ${kind}`);
  const fixed = ["", "/search?q=停水", "/figures", "/data", "/check"].map((path) => `/c/yunshan${path}`);
  for (const path of ["/", "/help/taking-part", "/help/passing", "/recount", "/in", ...fixed, ...kinds]) {
    await areLarge(page, standing.base, path);
  }
});

test("home, the sitting, the ballot and the chair's desk are hit by a thumb", async ({ yishi, open }) => {
  const { chair, session, item, vote } = await voting(yishi, open);
  const member = await open("云杉村 村民代表");
  for (const path of ["/c/yunshan/room", `/s/${session}`, `/i/${item}/thread`, vote]) await areLarge(member, yishi.base, path);
  for (const path of [`/s/${session}/chair`, "/c/yunshan/room"]) await areLarge(chair, yishi.base, path);
});
