import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { area, owner, ownersTakenIn, papersHanded, units } from "./estate";
import { expect, isSound, pages, print, shoot, test } from "./yishi";

// The owners' part of Story B with all that may go wrong; the whole of it is told in `charging.spec.ts`.

test("owners decide by head and by area, on paper carried to their doors and with a proxy", async ({ yishi, open, page }) => {
  const admin = await open("管理员");
  await admin.goto(`${yishi.base}/admin/xiangyang`);
  await admin.getByLabel("种类").selectOption({ label: "业主大会" });
  await admin.getByLabel("名称", { exact: true }).fill("翠园小区业主大会");
  await admin.getByRole("button", { name: "建立" }).click();
  await expect(admin.getByRole("heading", { name: "翠园小区业主大会" })).toBeVisible();
  await isSound(admin);
  await shoot(admin, "admin");

  // The clerk takes in the owners, then the units as they stand in the owners' register.
  const clerk = await open("向阳里社区 文书");
  await ownersTakenIn(yishi, clerk);
  await clerk.goto(`${yishi.base}/c/xiangyang/room`);
  await shoot(clerk, "room");
  await clerk.getByRole("link", { name: /翠园小区业主大会/ }).click();
  await shoot(clerk, "units-empty");
  await clerk.locator("textarea[name=units]").fill([...units().slice(0, 3), "1-999\tB9999\t业示九\t80.00"].join("\n"));
  await clerk.locator("form.card button").click();
  await expect(clerk.getByRole("alert")).toContainText("第 4 行");
  await expect(clerk.locator("textarea[name=units]")).toHaveValue(/B9999/);
  await isSound(clerk);
  await shoot(clerk, "units-refused");
  await clerk.locator("textarea[name=units]").fill(units().join("\n"));
  await clerk.locator("form.card button").click();
  await expect(clerk.getByText("600 套房屋，业主 600 人，面积 62000.00 平方米")).toBeVisible();
  await isSound(clerk);
  await shoot(clerk, "units");

  // The chair calls the owners; the item is a special matter.
  const chair = await open("向阳里社区 主持人");
  await chair.getByRole("link", { name: "起草会议" }).click();
  await chair.getByLabel("会议名称").fill("翠园小区业主大会（书面征求意见）");
  await chair.getByLabel("会议机构").selectOption({ label: "翠园小区业主大会" });
  await chair.getByLabel("地点").fill("翠园小区物业服务中心");
  await chair.getByLabel("时间", { exact: true }).fill("2026-04-02T19:30");
  await chair.getByLabel("副主持人").selectOption({ index: 2 });
  await isSound(chair);
  await shoot(chair, "draft");
  await chair.getByRole("button", { name: "保存" }).click();
  await shoot(chair, "drafted");

  await chair.getByLabel("议题", { exact: true }).fill("小区充电棚");
  await chair.getByLabel("事项类别").selectOption("owners_special");
  await chair.getByRole("button", { name: "增加", exact: true }).click();
  await chair.getByRole("link", { name: "写要表决的内容" }).click();
  await chair.getByLabel("标题").fill("改变共有部分用途，建充电棚");
  await chair.getByLabel("正文").fill("在 A 处建充电棚 40 个车位，用维修资金 12 万元。");
  await chair.getByRole("button", { name: "保存为新一稿" }).click();
  await shoot(chair, "gates-line");
  await chair.locator("summary", { hasText: "发布通知" }).click();
  await chair.getByRole("button", { name: "发布通知" }).click();
  const session = chair.url().split("/s/")[1]?.split(/[/#]/)[0] ?? "";
  await shoot(chair, "announced");

  // A mandate is put on record by the clerk, who has seen the paper; the form is printed.
  await clerk.goto(`${yishi.base}/s/${session}`);
  await clerk.getByRole("link", { name: "委托（代为表决）" }).click();
  await shoot(clerk, "proxies-empty");
  await clerk.getByLabel("委托人的编号").fill(`${owner(0)} 业示0`);
  await clerk.getByLabel("受托人的编号").fill("9999");
  await clerk.getByLabel("委托书上写的日期和范围").fill("2026-03-30 书面委托，全部议题");
  await clerk.getByRole("button", { name: "登记书面委托" }).click();
  await expect(clerk.getByRole("alert")).toContainText("没有这个编号的成员");
  await shoot(clerk, "proxies-refused");
  await expect(clerk.getByLabel("委托书上写的日期和范围")).toHaveValue("2026-03-30 书面委托，全部议题");
  await isSound(clerk);
  // A number alone is shown with its name, and sent again.
  await clerk.getByLabel("受托人的编号").fill("0001");
  await clerk.getByRole("button", { name: "登记书面委托" }).click();
  await expect(clerk.getByLabel("受托人的编号")).toHaveValue("0001 赵示一");
  await expect(clerk.getByRole("alert")).toContainText("是这个人吗？");
  await isSound(clerk);
  await clerk.getByRole("button", { name: "登记书面委托" }).click();
  await expect(clerk.getByText("业示0 B0000 委托 赵示一 0001")).toBeVisible();
  await isSound(clerk);
  await shoot(clerk, "proxies");
  await clerk.getByRole("link", { name: "打印空白委托书" }).click();
  await isSound(clerk);
  expect(await pages(clerk)).toBe(1);
  await shoot(clerk, "proxy-form");
  await print(clerk, "proxy-form");

  // The evening: the chair opens, the clerk checks in the holder, the vote opens.
  await yishi.restart("2026-04-02T19:31+08:00");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await shoot(chair, "opened");
  await clerk.goto(`${yishi.base}/s/${session}/door?q=0001`);
  await shoot(clerk, "door");
  await clerk.locator("#people").getByRole("button", { name: "签到 赵示一", exact: true }).click();
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  await isSound(chair);
  await shoot(chair, "before-vote");
  await chair.getByRole("button", { name: "开始表决" }).click();
  await isSound(chair);
  await shoot(chair, "voting");
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";

  // Whoever holds the mandate casts for its giver, by phone, and reads what was stored.
  const holder = await open("向阳里社区 居民代表");
  await holder.goto(`${yishi.base}/s/${session}`);
  await shoot(holder, "holder-session");
  await holder.goto(yishi.base + vote);
  await expect(holder.getByText("您受业示0委托")).toBeVisible();
  await isSound(holder);
  await shoot(holder, "holder-ballot");
  await holder.getByText("赞成", { exact: true }).click();
  await holder.getByRole("button", { name: "下一步：核对我的票" }).click();
  await expect(holder.getByText("您替业示0选的是")).toBeVisible();
  await holder.getByRole("button", { name: "投出这一票" }).click();
  await expect(holder.getByText("已替业示0投出，选择是：赞成。")).toBeVisible();
  await isSound(holder);
  await shoot(holder, "holder-stored");

  // Papers go to the doors in batches: whoever is ticked gets one.
  await clerk.goto(`${yishi.base}/s/${session}`);
  await clerk.getByRole("link", { name: "纸质票" }).click();
  await clerk.getByRole("link", { name: "打印纸质票" }).click();
  await clerk.getByLabel("要几张").fill("16");
  await clerk.getByRole("button", { name: "显示" }).click();
  await isSound(clerk);
  // Four on a sheet, with room for unit and signature; and the text.
  expect(await pages(clerk)).toBe(5);
  await shoot(clerk, "ballots");
  await print(clerk, "ballots");
  await clerk.goto(`${yishi.base}${vote}/paper`);
  await isSound(clerk);
  // Everybody but who is represented by phone.
  expect(await clerk.locator(".pick input").count()).toBe(599);
  await clerk.getByLabel("按姓名、编号或房号查找").fill("B000");
  await clerk.getByRole("button", { name: "查找" }).click();
  for (const box of (await clerk.locator(".pick input").all()).slice(0, 2)) await box.check();
  await shoot(clerk, "paper-ticked");
  await clerk.getByRole("button", { name: "发给勾选的人" }).click();
  await expect(clerk.getByText("发出 2 张")).toBeVisible();
  // A building at a time: whoever is listed gets one. Of the tenth building only the first two took part.
  await papersHanded(clerk, `${yishi.base}${vote}/paper`, 1);
  await clerk.goto(`${yishi.base}${vote}/paper`);
  await expect(clerk.getByText("在外 451 张")).toBeVisible();

  // The papers come back. Two tellers, each alone, enter heads and areas.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await shoot(chair, "closing");
  await chair.getByText("截止表决", { exact: true }).click();
  await chair.getByRole("button", { name: "现在截止" }).click();
  await isSound(chair);
  const piles: Record<string, string> = {
    票箱里共有几张: "451",
    "票箱里的票共有多少面积（平方米）": area(1, 452),
    赞成: "339",
    "赞成的面积（平方米）": area(1, 340),
    反对: "112",
    "反对的面积（平方米）": area(340, 452),
    弃权: "0",
    "空白（算弃权）": "0",
    "废票（多选或看不清）": "0",
  };
  const enter = async (teller: Page, wrong: Record<string, string> = {}) => {
    await teller.goto(`${yishi.base}/s/${session}`);
    await teller.getByRole("link", { name: "清点", exact: true }).click();
    for (const [label, found] of Object.entries({ ...piles, ...wrong })) {
      await teller.getByLabel(label, { exact: true }).fill(found);
    }
    await shoot(teller, "teller-form");
    // By the keyboard: what has the focus is never under the bar at the foot, where a blind tap may land.
    await teller.getByRole("button", { name: "提交我的清点" }).press("Enter");
  };
  const first = await open("向阳里社区 计票人");
  const second = await open("向阳里社区 第二计票人");
  await enter(first, { "赞成的面积（平方米）": "35000" });
  await isSound(first);
  await shoot(first, "teller-refused");
  await expect(first.getByLabel("反对", { exact: true })).toHaveValue("112");
  await enter(first);
  await expect(first.getByText("您的清点已保存")).toBeVisible();
  await isSound(first);
  await shoot(first, "teller-entered");
  await enter(second);
  await isSound(second);
  await shoot(second, "teller-agreed");

  await chair.reload();
  await shoot(chair, "counted");
  await chair.getByRole("button", { name: "宣布结果" }).click();
  await chair.goto(yishi.base + vote);
  await isSound(chair);
  await shoot(chair, "declared");

  await clerk.goto(`${yishi.base}${vote}/outcome`);
  await clerk.getByLabel("决定内容").fill("在 A 处建充电棚 40 个车位。");
  await clerk.getByLabel("责任方").fill("业主委员会");
  await clerk.getByLabel("完成期限").fill("2026-07-20");
  await clerk.getByRole("button", { name: "保存" }).first().click();
  const supervisor = await open("向阳里社区 监督委员会");
  await supervisor.goto(`${yishi.base}${vote}/outcome`);
  await supervisor.getByRole("button", { name: "会签" }).click();
  await chair.goto(`${yishi.base}${vote}/outcome`);
  await chair.getByRole("button", { name: "发布" }).click();
  await shoot(chair, "published-form");

  // Anybody reads heads and areas, and counts them again from the published file.
  await page.goto(`${yishi.base}/c/xiangyang/outcome/${vote.split("/").pop()}`);
  await expect(page.getByText("62000.00").first()).toBeVisible();
  await expect(page.getByText("47100.00").first()).toBeVisible();
  await expect(page.getByText("35400.00").first()).toBeVisible();
  await isSound(page);
  expect(await pages(page)).toBe(1);
  await shoot(page, "published");
  await print(page, "published");
  const record = await page.request.get(`${page.url()}/record.json`);
  writeFileSync(join(yishi.folder, "record.json"), await record.body());
  expect(yishi.command("recount", "record.json")).toContain("340");
  yishi.command("verify", "--database", "sqlite:data/yishi.sqlite");
});
