import type { Page } from "@playwright/test";
import { expect, isSound, live, membersOf, opened, post, test } from "./yishi";

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** Everything on the hall's screen is seen without scrolling at both sizes, and its letters are large enough for ten metres. */
async function fits(screen: Page, state: string) {
  for (const size of SIZES) {
    await screen.setViewportSize(size);
    const found = await screen.evaluate(() => {
      const seen = [...document.querySelectorAll(".hall #screen *, .hall aside *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && getComputedStyle(one).visibility === "visible";
      });
      const out = seen.filter((one) => {
        const box = one.getBoundingClientRect();
        return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      });
      // What is clamped or laid over something else is not read either.
      const middle = document.querySelector(".hall .middle");
      const cut = middle ? middle.scrollHeight - middle.clientHeight : 0;
      const small = [...document.querySelectorAll(".hall #screen :is(h2, p, li, dd)")]
        .filter((one) => one.getBoundingClientRect().height > 0 && Number.parseFloat(getComputedStyle(one).fontSize) < innerHeight * 0.03)
        .map((one) => one.textContent);
      return {
        out: out.map((one) => one.outerHTML.slice(0, 80)),
        cut,
        small,
        scrolls: document.documentElement.scrollHeight - innerHeight,
        wide: document.documentElement.scrollWidth - innerWidth,
      };
    });
    expect(found.out, `${state} ${size.width}`).toEqual([]);
    expect(found.small, `${state} ${size.width}`).toEqual([]);
    expect(found.cut, `${state} ${size.width}`).toBeLessThanOrEqual(1);
    expect(found.scrolls, `${state} ${size.width}`).toBeLessThanOrEqual(0);
    expect(found.wide, `${state} ${size.width}`).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await screen.screenshot({ path: `${process.env.SHOTS}/hall-${state}-${size.width}.png` });
  }
  await isSound(screen);
}

test("the hall's screen fits in each state @hydrate", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const screen = await clerk.context().newPage();
  // Before it begins: when, where, the agenda, how long it still is, and how to join.
  await yishi.restart("2026-03-16T19:05+08:00");
  await yishi.signIn(chair, "云杉村 主持人");
  await yishi.signIn(clerk, "云杉村 文书");
  await chair.getByRole("link", { name: /道路硬化/ }).click();
  const before = chair.url().split("/s/")[1] ?? "";
  await screen.goto(`${yishi.base}/s/${before}/screen`);
  await expect(screen.locator("#screen")).toContainText("离开会还有");
  const first = await screen.locator("[data-until]").innerText();
  await expect(screen.locator("[data-until]"), "the clock ticks").not.toHaveText(first);
  await expect(screen.locator("main aside")).toContainText("没有手机？请到签到台");
  await fits(screen, "before");

  await yishi.restart("2026-03-16T19:32+08:00");
  await yishi.signIn(chair, "云杉村 主持人");
  await yishi.signIn(clerk, "云杉村 文书");
  const { session, item } = await opened(yishi, chair, clerk);
  await screen.goto(`${yishi.base}/s/${session}/screen`);
  await live(screen);
  await expect(screen.locator("#screen")).toContainText("现在没有人发言");
  await fits(screen, "talk");

  // Who speaks, how long, and who is next.
  const people = ["云杉村 村民代表", "云杉村 副主持人"];
  const voters = [];
  for (const role of people) {
    const one = await open(role);
    voters.push(one);
    await post(one, `${yishi.base}/do/s/${session}/hand`, { side: "for", key: role });
  }
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "请下一位发言" }).click();
  await expect(screen.locator("#screen")).toContainText("正在发言");
  await expect(screen.locator("#screen")).toContainText("下一位：");
  await expect(screen.locator(".clock")).toHaveText(/^[12]:\d\d$/);
  await fits(screen, "speaking");

  // From the desk's own forms: a pause is begun and ended over what the page showed.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.locator("summary", { hasText: "暂停几分钟" }).click();
  await chair.getByRole("button", { name: "暂停", exact: true }).click();
  await expect(screen.locator("#screen")).toContainText("会议暂停");
  await fits(screen, "pause");
  await chair.getByRole("button", { name: "继续", exact: true }).first().click();
  await expect(screen.locator("#screen")).not.toContainText("会议暂停");
  await post(chair, `${yishi.base}/do/s/${session}/roll-call/begin`, { key: "call" });
  await expect(screen.locator("#screen")).toContainText("正在点名");
  await fits(screen, "call");
  await clerk.goto(`${yishi.base}/s/${session}/roll-call`);
  const silent = await membersOf(clerk, "roll-call/answer");
  await Promise.all(silent.map((member) => post(clerk, `${yishi.base}/do/s/${session}/roll-call/answer`, { member })));
  await post(chair, `${yishi.base}/do/s/${session}/roll-call/end`, { key: "end" });

  // How many have voted, then what came of it.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始表决" }).click();
  await expect(screen.locator(".turnout")).toContainText("人已投");
  await expect(screen.locator(".how")).toContainText("到签到台领纸票");
  await fits(screen, "voting");
  const [rep = screen] = voters;
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";
  await post(rep, `${yishi.base}/do${vote}/ballot`, { choice: "for", key: "ballot" });
  await expect(screen.locator(".turnout strong")).toHaveText("1");
  await chair.locator("#next summary", { hasText: "截止表决" }).click();
  await chair.getByRole("button", { name: "现在截止" }).click();
  await expect(screen.locator("#screen")).toContainText("等宣布");
  await fits(screen, "counted");
  await chair.getByRole("button", { name: "宣布结果" }).click();
  await expect(screen.locator("#screen .numbers")).toBeVisible();
  await fits(screen, "result");
  await chair.locator("#next summary", { hasText: "宣布闭会" }).click();
  await chair.getByRole("button", { name: "宣布闭会" }).click();
  await expect(screen.locator("#screen")).toContainText("会议已经结束");
  await fits(screen, "closed");
  expect(item).not.toBe("");
});
