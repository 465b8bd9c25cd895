import { type Page, request } from "@playwright/test";
import { checkIn, expect, isSound, live, membersOf, pages, post, print, shoot, test, type Yishi } from "./yishi";

/** Somebody signs in at home with a slip that the clerk had handed over, and checks in online. */
async function online(yishi: Yishi, clerk: Page, member: string, session: string) {
  const headers = { origin: yishi.base };
  const form = { member, in_person: "1", anew: "1" };
  const sheet = await clerk.request.post(`${yishi.base}/do/c/yunshan/slips`, { form, headers });
  const [, number = "", code = ""] = (await sheet.text()).match(/(\d{4})<\/p>[\s\S]*?class="code">([^<]+)</) ?? [];
  const phone = await request.newContext();
  await phone.post(`${yishi.base}/do/in/code`, { form: { number, code }, headers });
  const came = await phone.post(`${yishi.base}/do/s/${session}/online`, { form: {}, headers, maxRedirects: 0 });
  expect(came.headers()["location"]).toBe(`/s/${session}`);
  return phone;
}

/** The village's meeting with 27 in the room; the item's vote is opened by the chair on their own page. */
async function meeting(yishi: Yishi, chair: Page, clerk: Page, present = 41) {
  await chair.getByRole("link", { name: /道路硬化/ }).click();
  const session = chair.url().split("/s/")[1] ?? "";
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  const members = await membersOf(clerk, "check-in");
  await checkIn(yishi, clerk, session, members.slice(0, present));
  return { session, absent: members.slice(present) };
}

test("Story A: 27 papers and 14 phones are one count, 33 to 5 to 3", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const first = await open("云杉村 计票人");
  const second = await open("云杉村 第二计票人");
  const { session, absent } = await meeting(yishi, chair, clerk, 27);
  const phones = [];
  for (const member of absent.slice(0, 14)) {
    phones.push(await online(yishi, clerk, member, session));
  }

  await clerk.goto(`${yishi.base}/s/${session}/sign-in-sheet`);
  await isSound(clerk);
  expect(await pages(clerk)).toBeGreaterThan(1);

  // The chair chooses the way of voting; nothing is chosen for them but the first.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  await expect(chair.getByLabel("记名", { exact: false }).first()).toBeChecked();
  await isSound(chair);
  await chair.getByRole("button", { name: "开始表决" }).click();
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";

  // The clerk prints ballots, eight on a page, ticks the roll and hands them out.
  await clerk.goto(`${yishi.base}/s/${session}`);
  await clerk.getByRole("link", { name: "纸质票" }).click();
  await isSound(clerk);
  await clerk.getByRole("link", { name: "打印纸质票" }).click();
  await clerk.getByLabel("要几张").fill("27");
  await clerk.getByRole("button", { name: "显示" }).click();
  await isSound(clerk);
  expect(await clerk.locator(".paper-ballot").count()).toBe(27);
  // 27 by eight, and the text on a sheet of its own.
  expect(await pages(clerk)).toBe(5);
  await clerk.goto(`${yishi.base}${vote}/paper`);
  const hand = clerk.getByRole("button", { name: /^发给.*一张票$/ });
  await hand.first().click();
  await expect(clerk.getByText("已发纸票").first()).toBeVisible();
  await expect(clerk.getByText("发出 1 张")).toBeVisible();
  const rest = await membersOf(clerk, "paper/hand");
  for (const member of rest.slice(0, 26)) {
    await post(clerk, `${yishi.base}/do${vote}/paper/hand`, { member });
  }
  await clerk.reload();
  await expect(clerk.getByText("在外 27 张")).toBeVisible();

  // Whoever is at home votes by phone, and nobody here is left without a paper.
  expect(await membersOf(clerk, "paper/hand")).toHaveLength(0);
  const choices = [...Array(12).fill("for"), "against", "abstain"];
  for (const [index, phone] of phones.entries()) {
    const form = { choice: choices[index] ?? "" };
    const headers = { origin: yishi.base };
    const cast = await phone.post(`${yishi.base}/do${vote}/ballot`, { form, headers, maxRedirects: 0 });
    expect(cast.headers()["location"]).toContain("#stored");
    await phone.dispose();
  }

  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByText("截止表决", { exact: true }).click();
  await expect(chair.getByText("外面还有 27 张纸票")).toBeVisible();
  await chair.getByRole("button", { name: "现在截止" }).click();
  await expect(chair.getByText("等两名计票人清点")).toBeVisible();
  await isSound(chair);

  // Two tellers, each alone: they differ, both see it, they count again and agree.
  const enter = async (teller: Page, piles: Record<string, string>) => {
    await teller.goto(`${yishi.base}/s/${session}`);
    await teller.getByRole("link", { name: "清点", exact: true }).click();
    await isSound(teller);
    for (const [label, number] of Object.entries(piles)) {
      await teller.getByLabel(label, { exact: true }).fill(number);
    }
    await teller.getByRole("button", { name: "提交我的清点" }).click();
  };
  const right = { 票箱里共有几张: "27", 赞成: "21", 反对: "4", 弃权: "1", "空白（算弃权）": "1", "废票（多选或看不清）": "0" };
  await enter(first, { ...right, 反对: "3", 票箱里共有几张: "27" });
  await expect(first.locator("#collected-refusal")).toContainText("各叠相加不等于票箱里的总数");
  await enter(first, right);
  await expect(first.getByText("您的清点已保存")).toBeVisible();
  await enter(second, { ...right, 赞成: "20", 反对: "5" });
  await expect(second.getByText("第 1 次清点不一致")).toBeVisible();
  await isSound(second);
  await enter(second, right);
  await enter(first, right);

  await chair.reload();
  await chair.getByRole("button", { name: "宣布结果" }).click();
  await chair.goto(yishi.base + vote);
  for (const number of ["52", "41", "33", "5", "3"]) {
    await expect(chair.locator(".numbers dd", { hasText: new RegExp(`^${number}$`) }).first()).toBeVisible();
  }
  await expect(chair.getByRole("row", { name: /场内/ })).toContainText("21");
  await isSound(chair);

  // Written, countersigned, published: by channel, for everybody.
  await clerk.goto(`${yishi.base}${vote}/outcome`);
  await clerk.getByLabel("决定内容").fill("会议通过村内道路硬化建设承包方案。");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await clerk.getByLabel("完成期限").fill("2026-06-20");
  await clerk.getByRole("button", { name: "保存" }).first().click();
  const supervisor = await open("监督委员会");
  await supervisor.goto(`${yishi.base}${vote}/outcome`);
  await supervisor.getByRole("button", { name: "会签" }).click();
  await chair.goto(`${yishi.base}${vote}/outcome`);
  await chair.getByRole("button", { name: "发布" }).click();
  await chair.getByText("怎么算的").click();
  await expect(chair.getByRole("row", { name: /^手机 \d/ })).toContainText("12");
  await isSound(chair);
  // The minutes put themselves together; the clerk adds notes, the chair signs and publishes, anybody reads.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.locator("summary", { hasText: "宣布闭会" }).click();
  await chair.getByRole("button", { name: "宣布闭会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}`);
  await clerk.getByRole("link", { name: "会议记录" }).click();
  await clerk.getByLabel("会议过程和发言要点").fill("李示四问：为什么不修五组？答：列入明年计划。");
  await clerk.getByRole("button", { name: "保存" }).click();
  await isSound(clerk);
  await chair.goto(`${yishi.base}/s/${session}/minutes`);
  await chair.getByRole("button", { name: "核对无误，签字" }).click();
  await chair.getByRole("button", { name: "发布" }).click();
  await expect(chair.locator("article")).toContainText("列入明年计划");
  await expect(chair.locator("article")).toContainText("赞成 33 人");
  await isSound(chair);
  await print(chair, "minutes");
  await clerk.goto(`${yishi.base}${vote}/tally-sheet`);
  await isSound(clerk);
  await print(clerk, "tally-sheet");
  expect(await pages(clerk)).toBe(1);
  yishi.command("verify", "--database", "sqlite:data/yishi.sqlite");
});

test("an item that ends without a vote is published with its dissent, on one sheet", async ({ yishi, open, page }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { session } = await meeting(yishi, chair, clerk);
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.locator("#agenda summary", { hasText: "不表决，直接了结" }).click();
  await chair.getByLabel("怎样了结").selectOption({ label: "形成共识" });
  const record = chair.getByLabel("记录", { exact: true });
  await record.fill("先修三组路段，报名电话 13900139000。");
  await chair.getByLabel("不同意见（形成共识时）").fill("五组希望一并修。");
  await chair.getByRole("button", { name: "了结这个议题" }).click();
  await isSound(chair);
  await chair.getByRole("button", { name: "发布", exact: true }).click();
  await expect(chair.locator("#mask")).toContainText("139…");
  await isSound(chair);
  await chair.getByRole("button", { name: "照上面选的继续" }).click();
  await expect(chair.locator("#mask")).toHaveCount(0);
  await page.goto(`${yishi.base}/c/yunshan`);
  await page.locator("a[href*='/ending/']").first().click();
  await expect(page.locator(".sheet")).toContainText("先修三组路段，报名电话 ■");
  await expect(page.locator(".sheet")).toContainText("五组希望一并修。");
  await isSound(page);
  await shoot(page, "ending");
  await print(page, "ending");
  expect(await pages(page)).toBe(1);
});

test("a secret vote by phone, with somebody recused", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { session } = await meeting(yishi, chair, clerk);
  const phone = await open("云杉村 村民代表");
  await phone.goto(`${yishi.base}/s/${session}`);
  await phone.getByRole("link", { name: "利害关系和回避" }).first().click();
  await isSound(phone);
  await phone.getByLabel("是什么关系").first().fill("投标人是我的堂兄");
  await phone.getByLabel("我回避，不参加这个议题的表决").check();
  await phone.getByRole("button", { name: "提交说明" }).click();
  await expect(phone.locator(".interests")).toContainText("投标人是我的堂兄");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  await chair.getByText("不保存谁投了什么", { exact: false }).click();
  await chair.getByRole("button", { name: "开始表决" }).click();
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";
  await phone.goto(yishi.base + vote);
  await expect(phone.getByText("已经回避这个议题")).toBeVisible();
  const voter = await open("监督委员会");
  await voter.goto(yishi.base + vote);
  await isSound(voter);
  // The chair voids it for an amendment, and everybody reads why.
  await chair.getByText("作废这轮表决").first().click();
  await chair.locator("form[action$='/void']").getByLabel("公开的原因").fill("加一条排水沟");
  await chair.getByRole("button", { name: "作废这轮表决" }).click();
  await phone.goto(yishi.base + vote);
  await expect(phone.getByText("这轮表决作废：加一条排水沟").first()).toBeVisible();
  await isSound(phone);
});

test("the teller's page follows by itself, and what is typed stays @hydrate", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const first = await open("云杉村 计票人");
  const second = await open("云杉村 第二计票人");
  const { session } = await meeting(yishi, chair, clerk);
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  await chair.getByRole("button", { name: "开始表决" }).click();
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";
  await first.setViewportSize({ width: 360, height: 740 });
  await first.goto(`${yishi.base}${vote}/count`);
  await live(first);
  await expect(first.locator("#own-count")).toContainText("表决还没有截止");
  await clerk.goto(`${yishi.base}${vote}/paper`);
  for (const member of (await membersOf(clerk, "paper/hand")).slice(0, 3)) {
    await post(clerk, `${yishi.base}/do${vote}/paper/hand`, { member });
  }
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByText("截止表决", { exact: true }).click();
  await chair.getByRole("button", { name: "现在截止" }).click();
  // The vote was closed: the form is there without a reload.
  await expect(first.locator("#counting")).toContainText("还差 2 名计票人");
  await first.getByLabel("赞成", { exact: true }).fill("2");
  await second.goto(`${yishi.base}${vote}/count`);
  const piles = { 票箱里共有几张: "3", 赞成: "3", 反对: "0", 弃权: "0", "空白（算弃权）": "0", "废票（多选或看不清）": "0" };
  for (const [label, number] of Object.entries(piles)) {
    await second.getByLabel(label, { exact: true }).fill(number);
  }
  await second.getByRole("button", { name: "提交我的清点" }).click();
  await expect(second.getByText("您的清点已保存")).toBeVisible();
  await expect(first.locator("#counting")).toContainText("还差 1 名计票人");
  await expect(first.getByLabel("赞成", { exact: true })).toHaveValue("2");
  await isSound(first);
  await shoot(first, "count-follows");
  // The first finds something else: the second is told so where they are, and a new form waits for them.
  for (const [label, number] of Object.entries({ ...piles, 赞成: "2", 反对: "1" })) {
    await first.getByLabel(label, { exact: true }).fill(number);
  }
  await first.getByRole("button", { name: "提交我的清点" }).click();
  await expect(second.locator("#counts")).toContainText("第 1 次清点不一致");
  await expect(second.getByText("现在是第 2 次清点")).toBeVisible();
  await shoot(second, "count-differs");
});
