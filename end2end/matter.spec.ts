import type { Page } from "@playwright/test";
import { castBallot, checkIn, expect, isSound, membersOf, pages, post, print, shoot, test, type Yishi } from "./yishi";

// Story A of domain.md §6.1 on one page: from the first word on a phone to the rated result, by 四议两公开.

/** Records something for the step whose form is on the matter's page. */
async function record(who: Page, step: string, said: string) {
  const form = who.locator(`form[action$='/record']:has(input[name=step][value=${step}])`);
  const fold = form.locator("xpath=ancestor-or-self::*[self::details][1]/summary");
  if ((await fold.count()) && !(await form.getByLabel(/研究情况|记录/).first().isVisible())) await fold.click();
  await form.locator("textarea[name=said]").fill(said);
  await form.getByRole("button", { name: "登记并公开" }).click();
}

/** Something that the chair writes for the matter, countersigned by the supervisor and published. */
async function disclosed(chair: Page, supervisor: Page, title: string) {
  await chair.getByLabel("标题").fill(title);
  await chair.getByLabel("内容").fill("三组道路硬化 1,500 米，总投资 764,000 元：上级补助 380,000 元，村集体收入 304,000 元，捐资 80,000 元。");
  await chair.getByLabel("公开依据").fill("村民委员会组织法第三十五条");
  await chair.getByLabel("责任方").fill("村民委员会");
  await chair.getByRole("button", { name: "保存" }).click();
  const at = chair.url();
  await supervisor.goto(at);
  await supervisor.getByRole("button", { name: "会签" }).click();
  await chair.goto(at);
  await chair.getByRole("button", { name: "发布" }).click();
  await chair.getByRole("link", { name: "公示和异议" }).click();
}

/** A sitting of a body is called from the matter: its id. Title and item are there already. */
async function called(chair: Page, body: string, at: string) {
  await chair.getByRole("link", { name: "为这件事召集会议" }).first().click();
  await expect(chair.getByLabel("会议名称")).not.toHaveValue("");
  await chair.getByLabel("会议机构").selectOption({ label: body });
  await chair.getByLabel("地点").fill("村委会会议室");
  await chair.getByLabel("时间", { exact: true }).fill(at);
  await chair.getByRole("button", { name: "保存" }).click();
  await chair.getByRole("link", { name: "写要表决的内容" }).click();
  await chair.getByLabel("标题").fill("三组水泥路建设方案");
  await chair.getByLabel("正文").fill("硬化三组道路 1,500 米，总投资 764,000 元。");
  await chair.getByRole("button", { name: "保存为新一稿" }).click();
  return chair.url().split("/s/")[1]?.split(/[/#?]/)[0] ?? "";
}

async function announced(chair: Page) {
  await chair.locator("summary", { hasText: "发布通知" }).click();
  await chair.getByRole("button", { name: "发布通知" }).click();
}

/** At its time the sitting opens, these come in, and the vote on its item is opened: the vote's address. */
async function voting(yishi: Yishi, chair: Page, clerk: Page, session: string, [at, there]: [string, number], mode?: string) {
  await yishi.restart(`${at}+08:00`);
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  await checkIn(yishi, clerk, session, (await membersOf(clerk, "check-in")).slice(0, there));
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  if (mode) await chair.locator("label.choice", { hasText: mode }).first().click();
  await chair.getByRole("button", { name: "开始表决" }).click();
  return (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";
}

async function closed(yishi: Yishi, chair: Page, session: string) {
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByText("截止表决", { exact: true }).click();
  await chair.getByRole("button", { name: "现在截止" }).click();
}

test("Story A: one matter, one page, from the first word to the rated result", async ({ yishi, open, page }) => {
  const resident = await open("云杉村 村民 resident");
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const party = await open("云杉村 委员、党组织");
  const supervisor = await open("云杉村 监督委员会");
  const rep = await open("云杉村 村民代表");

  // The first word, on a phone: a joint request.
  await resident.goto(`${yishi.base}/c/yunshan/petitions`);
  await resident.getByRole("link", { name: "发起联名" }).click();
  await resident.getByLabel("标题").fill("三组的路一下雨就断，请修");
  await resident.getByLabel("内容和理由").fill("三组的土路一下雨就断，孩子上学要绕两公里。");
  await isSound(resident);
  await shoot(resident, "petition-new");
  await resident.getByRole("button", { name: "发起并联名" }).click();
  await expect(resident.getByText("您已联名")).toBeVisible();
  await isSound(resident);
  await shoot(resident, "petition-own");
  const request = resident.url();

  // The chair opens a matter from it; nothing is typed twice.
  await chair.goto(request);
  await chair.getByRole("link", { name: "为它立一件事项" }).click();
  await expect(chair.getByLabel("事项名称")).toHaveValue("三组的路一下雨就断，请修");
  await chair.getByLabel("事项名称").fill("三组水泥路");
  await chair.getByLabel("事项类别").selectOption("public_works_contract_plan");
  await chair.getByLabel("按什么程序办").selectOption("four_deliberations_two_publications");
  await chair.getByLabel("责任方").fill("村民委员会");
  await isSound(chair);
  await shoot(chair, "matter-new");
  await chair.getByRole("button", { name: "立项并公开" }).click();
  const desk = chair.url();
  await expect(chair.getByRole("heading", { level: 1 })).toHaveText("三组水泥路");
  await chair.getByRole("link", { name: "看公开页" }).click();
  const sheet = chair.url();

  // Whoever's step it is finds it at home and records it; the others read it at once.
  await party.goto(`${yishi.base}/c/yunshan/room`);
  await expect(party.getByRole("link", { name: /三组水泥路/ }).first()).toBeVisible();
  await party.goto(desk);
  await record(party, "propose", "支部委员会 5 人到会，听取意见后研究，同意提议");
  await isSound(party);
  await chair.goto(desk);
  await chair.locator("summary", { hasText: "这一步不做" }).click();
  await chair.locator("form[action$='/waive'] [name=why]").fill("书记、主任一肩挑，与提议合并");
  await chair.getByRole("button", { name: "说明不做这一步" }).click();
  await page.goto(sheet);
  await expect(page.locator("#step-propose")).toContainText("支部委员会 5 人到会");
  expect(await page.locator("script").count()).toBe(0);
  await isSound(page);
  await shoot(page, "matter-begun");
  await shoot(chair, "matter-desk");

  // 党员大会: a body and its seats, called from the matter.
  const admin = await open("管理员");
  await admin.goto(`${yishi.base}/admin/yunshan`);
  await admin.getByLabel("种类").selectOption({ label: "党支部党员大会" });
  await admin.getByLabel("名称", { exact: true }).fill("党员大会");
  await admin.getByRole("button", { name: "建立" }).click();
  await expect(admin.getByRole("heading", { name: "党员大会" })).toBeVisible();
  for (const number of ["0001", "0002", "0007"]) {
    await clerk.goto(`${yishi.base}/c/yunshan/members?q=${number}`);
    await clerk.locator("main a[href*='/members/']", { hasText: /示/ }).first().click();
    await clerk.goto(`${clerk.url().split(/[?#]/)[0]}/edit`);
    await clerk.locator("summary", { hasText: "登记会议席位" }).click();
    const seat = clerk.locator("form[action$='/give-seat']");
    await seat.getByRole("combobox").selectOption({ label: "党员大会" });
    await seat.getByLabel("原因").fill("2026-03-01 支部名册");
    await seat.getByRole("button", { name: "登记会议席位" }).click();
  }
  await chair.goto(desk);
  const meeting = await called(chair, "党员大会", "2026-03-20T19:30");
  await announced(chair);

  // The plan hangs for comment; a villager comments on the phone and the chair answers.
  await chair.goto(desk);
  await chair.getByRole("link", { name: "张贴方案征求意见" }).click();
  await disclosed(chair, supervisor, "三组水泥路建设方案（征求意见）");
  const plan = chair.url();
  await resident.goto(plan);
  await resident.getByLabel("要提什么").selectOption("comment");
  await resident.getByLabel("内容").fill("为什么不加排水沟？");
  await isSound(resident);
  await resident.getByRole("button", { name: "提交", exact: true }).click();
  await chair.goto(plan);
  await chair.locator("summary", { hasText: "答复" }).click();
  await chair.locator("details[open] textarea").fill("已加排水沟，不增加费用。");
  await chair.locator("details[open] [name=result]").selectOption("adopted");
  await chair.getByRole("button", { name: "公开答复" }).click();
  await isSound(chair);

  // 党员大会 votes on its phones.
  const study = await voting(yishi, chair, clerk, meeting, ["2026-03-20T19:32", 3]);
  for (const one of [party, rep, chair]) {
    await one.goto(yishi.base + study);
    await castBallot(one, "赞成");
  }
  await closed(yishi, chair, meeting);
  await chair.getByRole("button", { name: "宣布结果" }).click();

  // 村民代表会议: the gates read the matter, and nothing of it is typed again.
  await yishi.restart("2026-03-25T09:00+08:00");
  await chair.goto(desk);
  const session = await called(chair, "村民代表会议", "2026-03-29T19:30");
  await chair.locator("details > summary", { hasText: "表决前要办好的事" }).click();
  await chair.getByRole("link", { name: "查看并登记" }).first().click();
  await expect(chair.locator(".gates")).toContainText("支部委员会 5 人到会");
  await isSound(chair);
  await shoot(chair, "matter-gates");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await announced(chair);
  const tellers = [await open("云杉村 计票人"), await open("云杉村 第二计票人")];
  const vote = await voting(yishi, chair, clerk, session, ["2026-03-29T19:32", 41], "举手");
  await closed(yishi, chair, session);
  for (const teller of tellers) {
    await teller.goto(`${yishi.base}${vote}/count`);
    for (const [name, piles] of Object.entries({ for: "33", against: "5", abstain: "3", idle: "0" })) {
      await teller.locator(`[name=${name}]`).fill(piles);
    }
    await teller.getByRole("button", { name: "提交我的清点" }).click();
  }
  await chair.reload();
  await chair.getByRole("button", { name: "宣布结果" }).click();

  // 决议公开.
  await clerk.goto(`${yishi.base}${vote}/outcome`);
  await clerk.getByLabel("决定内容").fill("会议通过三组水泥路建设方案。");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await clerk.getByLabel("完成期限").fill("2026-06-20");
  await clerk.getByRole("button", { name: "保存" }).first().click();
  await supervisor.goto(`${yishi.base}${vote}/outcome`);
  await supervisor.getByRole("button", { name: "会签" }).click();
  await chair.goto(`${yishi.base}${vote}/outcome`);
  await chair.getByRole("button", { name: "发布" }).click();
  const decision = chair.url();
  await page.goto(decision);
  await page.getByRole("link", { name: /三组水泥路/ }).first().click();
  await expect(page).toHaveURL(sheet);
  await expect(page.locator("#step-decide")).toContainText("已完成");
  await isSound(page);
  await shoot(page, "matter-decided");

  // 实施 and 实施结果公开, after the fifteen days.
  await yishi.restart("2026-04-15T09:00+08:00");
  const execution = `${yishi.base}/do/c/yunshan/execution/${vote.slice(3)}`;
  await post(chair, `${execution}/plan`, { name: "路基和路面", responsible: "村民委员会", due: "2026-05-10", money: "764000" });
  const about = `${yishi.base}/c/yunshan/about/outcome/${vote.slice(3)}`;
  await chair.goto(about);
  await chair.locator("summary", { hasText: "登记完成" }).click();
  await chair.locator("details[open] input[name=done]").fill("2026-04-15");
  await chair.locator("details[open] input[name=money]").fill("751,300");
  await chair.locator("details[open]").getByRole("button", { name: "保存" }).click();
  await supervisor.goto(about);
  await supervisor.getByRole("button", { name: "验收" }).click();
  await chair.goto(about);
  await chair.locator("summary", { hasText: "公布实施结果" }).click();
  await chair.getByLabel("结果说明").fill("已完工，结余 12,700 元。");
  await chair.getByRole("button", { name: "公布实施结果" }).click();
  await resident.goto(about);
  await resident.locator("label.choice", { hasText: "满意" }).first().click();
  await resident.getByRole("button", { name: "提交评价" }).click();
  await yishi.restart("2026-05-06T09:00+08:00");
  await chair.goto(desk);
  await expect(chair.getByText("各步都已完成")).toBeVisible();
  await chair.locator("form[action$='/end'] [name=how]").selectOption("done");
  await chair.locator("form[action$='/end'] [name=said]").fill("结余 12,700 元退回村集体");
  await chair.getByRole("button", { name: "结束", exact: true }).click();

  // Anybody reads the whole of it, prints it, and finds it again.
  await page.goto(sheet);
  await expect(page.getByText("结余 12,700 元退回村集体").first()).toBeVisible();
  await expect(page.getByText("751,300.00").first()).toBeVisible();
  await isSound(page);
  await shoot(page, "matter-ended");
  await page.goto(`${sheet}?lang=en&elder=1`);
  await isSound(page);
  await shoot(page, "matter-ended-en-elder");
  await page.goto(sheet);
  await print(page, "matter");
  expect(await pages(page)).toBeLessThanOrEqual(4);
  await page.goto(`${yishi.base}/c/yunshan/search?q=水泥路`);
  await expect(page.getByRole("link", { name: "三组水泥路", exact: true }).first()).toBeVisible();
  expect(yishi.command("verify")).toContain("0 findings");
});
