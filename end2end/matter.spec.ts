import { announced, bodyMade, called, carriedOut, closed, counted, decided, disclosed, record, sits, voteOpened, written } from "./stories";
import { castBallot, expect, isSound, pages, print, shoot, test } from "./yishi";

// Story A of domain.md §6.1 on one page: from the first word on a phone to the rated result, by 四议两公开.

test("Story A: one matter, one page, from the first word to the rated result", async ({ yishi, open, page }) => {
  const resident = await open("云杉村 村民 resident");
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const party = await open("云杉村 委员、党组织");
  const supervisor = await open("云杉村 监督委员会");
  const rep = await open("云杉村 村民代表");
  const officers = { chair, clerk, supervisor };

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
  await record(party, "propose", "study", { said: "支部委员会 5 人到会，听取意见后研究，同意提议" });
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
  await bodyMade(yishi, admin, "yunshan", ["党支部党员大会", "党员大会"]);
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
  const text = ["三组水泥路建设方案", "硬化三组道路 1,500 米，总投资 764,000 元。"] as const;
  const meeting = await called(chair, "党员大会", ["2026-03-20T19:30", "村委会会议室"]);
  await written(chair, ...text);
  await announced(chair);

  // The plan hangs for comment; a villager comments on the phone and the chair answers.
  await chair.goto(desk);
  await chair.getByRole("link", { name: "张贴方案征求意见" }).click();
  const funds = "三组道路硬化 1,500 米，总投资 764,000 元：上级补助 380,000 元，村集体收入 304,000 元，捐资 80,000 元。";
  await disclosed(officers, ["三组水泥路建设方案（征求意见）", funds, "村民委员会组织法第三十五条"], "村民委员会");
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
  await sits(yishi, officers, meeting, ["2026-03-20T19:32", 3]);
  const study = await voteOpened(chair);
  for (const one of [party, rep, chair]) {
    await one.goto(yishi.base + study);
    await castBallot(one, "赞成");
  }
  await closed(yishi, chair, meeting);
  await chair.getByRole("button", { name: "宣布结果" }).click();

  // 村民代表会议: the gates read the matter, and nothing of it is typed again.
  await yishi.restart("2026-03-25T09:00+08:00");
  await chair.goto(desk);
  const session = await called(chair, "村民代表会议", ["2026-03-29T19:30", "村委会会议室"]);
  await written(chair, ...text);
  await chair.locator("details > summary", { hasText: "表决前要办好的事" }).click();
  await chair.getByRole("link", { name: "查看并登记" }).first().click();
  await expect(chair.locator(".gates")).toContainText("支部委员会 5 人到会");
  await isSound(chair);
  await shoot(chair, "matter-gates");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await announced(chair);
  const tellers = [await open("云杉村 计票人"), await open("云杉村 第二计票人")];
  await sits(yishi, officers, session, ["2026-03-29T19:32", 41]);
  const vote = await voteOpened(chair, "举手");
  await closed(yishi, chair, session);
  await counted(yishi, tellers, vote, { for: "33", against: "5", abstain: "3", idle: "0" });
  await chair.reload();
  await chair.getByRole("button", { name: "宣布结果" }).click();

  // 决议公开.
  const decision = await decided(yishi, officers, vote, ["会议通过三组水泥路建设方案。", "村民委员会", "2026-06-20"]);
  await page.goto(decision);
  await page.getByRole("link", { name: /三组水泥路/ }).first().click();
  await expect(page).toHaveURL(sheet);
  await expect(page.locator("#step-decide")).toContainText("已完成");
  await isSound(page);
  await shoot(page, "matter-decided");

  // 实施 and 实施结果公开, after the fifteen days.
  await yishi.restart("2026-04-15T09:00+08:00");
  const about = `${yishi.base}/c/yunshan/about/outcome/${vote.slice(3)}`;
  const step = { name: "路基和路面", responsible: "村民委员会", due: "2026-05-10", money: "764000" };
  await carriedOut(officers, about, step, ["2026-04-15", "751,300"], "已完工，结余 12,700 元。");
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
