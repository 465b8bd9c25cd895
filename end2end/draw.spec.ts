import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { atHand, fill, formOf } from "./stories";
import { expect, isSound, shoot, test } from "./yishi";

// 抽签: the list is public before its seed can be known, two read the seed apart, and anybody draws again.

test("bays are drawn by a number that nobody could know", async ({ yishi, open, page }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  await chair.goto(`${yishi.base}/c/yunshan/room`);
  await chair.getByRole("link", { name: "固定一次抽签" }).click();
  await isSound(chair);
  await shoot(chair, "draw-new");
  const fixed = {
    title: "2026 年停车位",
    basis: "村民代表会议 2026-03-01 决定",
    of: "lines",
    list: "1-001\n1-002\n1-003\n1-004\n1-005\n1-006\n1-001",
    places: "3",
    substitutes: "2",
    chance: "number",
    named: "福利彩票 3D 第 2026071 期",
    on: "2026-03-18",
  };
  await fill(chair.locator("form.card"), fixed);
  await chair.getByRole("button", { name: "固定并公布" }).press("Enter");
  await expect(chair.getByRole("alert").first()).toContainText("第 7 行");
  await isSound(chair);
  await shoot(chair, "draw-refused");
  await fill(chair.locator("form.card"), { list: "1-001\n1-002\n1-003\n1-004\n1-005\n1-006\n1-007\n1-008" });
  await chair.getByRole("button", { name: "固定并公布" }).press("Enter");
  await shoot(chair, "draw-fixed");
  const id = chair.url().split(/[?#]/)[0]?.split("/").pop() ?? "";
  const sheet = `${yishi.base}/c/yunshan/draw/${id}`;
  await page.goto(`${yishi.base}/c/yunshan`);
  await page.goto(sheet);
  await expect(page.getByText("等种子")).toBeVisible();
  await atHand(page, page.getByText("等种子"));
  await isSound(page);
  await shoot(page, "draw-waits");

  // Its evening: the clerk reads the number, the supervisor reads it again and is not shown what the clerk read.
  await yishi.restart("2026-03-18T21:30+08:00");
  const about = `${yishi.base}/c/yunshan/about/draw/${id}`;
  await clerk.goto(`${yishi.base}/c/yunshan/room`);
  await shoot(clerk, "draw-home");
  await atHand(clerk, clerk.getByRole("link", { name: /停车位/ }).first());
  await clerk.getByRole("link", { name: /停车位/ }).first().click();
  await isSound(clerk);
  await shoot(clerk, "draw-desk");
  await fill(await formOf(clerk, "/seed"), { value: "0371" });
  await clerk.getByRole("button", { name: "登记种子" }).press("Enter");
  await supervisor.goto(`${yishi.base}/c/yunshan/room`);
  await supervisor.getByRole("link", { name: /停车位/ }).first().click();
  await expect(supervisor.getByText("0371")).toHaveCount(0);
  await fill(await formOf(supervisor, "/confirm"), { value: "0372" });
  await supervisor.getByRole("button", { name: "我另外读取，登记" }).press("Enter");
  await expect(supervisor.getByRole("alert").first()).toBeVisible();
  await isSound(supervisor);
  await shoot(supervisor, "draw-differs");
  await fill(await formOf(supervisor, "/confirm"), { value: "0371" });
  await supervisor.getByRole("button", { name: "我另外读取，登记" }).press("Enter");
  await isSound(supervisor);
  await shoot(supervisor, "draw-made");

  // One gives the bay up; the next substitute has it, and everybody reads why.
  await chair.goto(about);
  const step = await formOf(chair, "/substitute");
  await fill(step, { left: "1-008", reason: "放弃车位" });
  await step.getByRole("button").press("Enter");
  // Another person lets the substitute step in.
  await supervisor.goto(about);
  await expect(supervisor.getByText("放弃车位")).toBeVisible();
  await isSound(supervisor);
  await shoot(supervisor, "draw-leaves");
  await supervisor.getByRole("button", { name: "由下一位候补递补" }).press("Enter");
  await page.goto(sheet);
  for (const words of ["0371", "1-001", "1-006", "1-008 退出，1-002 递补"]) await expect(page.getByText(words).first()).toBeVisible();
  await isSound(page);
  await shoot(page, "draw-sheet");

  // Anybody draws again: with the file on a computer, and on the page that the draw leads to.
  writeFileSync(join(yishi.folder, "record.json"), await (await page.request.get(`${sheet}/record.json`)).body());
  expect(yishi.command("recount", "--check", "record.json")).toContain("1-008");
  await page.getByText("核验").first().click();
  await page.getByRole("link", { name: /重新/ }).first().click();
  await page.getByRole("button", { name: /^由服务器/ }).press("Enter");
  await expect(page.locator("#recounted")).toContainText("1-008");
  await isSound(page);
  await shoot(page, "draw-recount");
  expect(yishi.command("verify")).toContain("0 findings");
});
