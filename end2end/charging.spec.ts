import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { area, ownersTakenIn, papersHanded, units } from "./estate";
import { announced, atHand, bodyMade, called, carriedOut, closed, counted, decided, fill, formOf, groupsNamed, nameOf, record, seated, sits, takesPart, voteOpened, written } from "./stories";
import { expect, isSound, shoot, test } from "./yishi";

// Story B of domain.md §6.2 on one page: wires for charging, by 七步议事法 from what residents say to the owners' vote and what became of it.

/** The council: 21 residents without an office. */
const COUNCIL = Array.from({ length: 21 }, (_, nth) => 101 + nth);

test("Story B: residents complain, a council agrees with dissent, the owners decide", async ({ yishi, open, comes, page }) => {
  const chair = await open("向阳里社区 主持人");
  const clerk = await open("向阳里社区 文书");
  const supervisor = await open("向阳里社区 监督委员会");
  const party = await open("向阳里社区 委员、党组织");
  const admin = await open("管理员");
  const officers = { chair, clerk, supervisor };

  // 收集意见: what 42 people said becomes a matter, with a number and a page.
  await chair.goto(`${yishi.base}/c/xiangyang/room`);
  await chair.getByRole("link", { name: "立一件事项" }).click();
  await fill(chair.locator("form.card"), {
    title: "飞线充电",
    matter: "owners_special",
    procedure: "seven_step_deliberation",
    body: "从楼上拉线给电动车充电，半年有 42 件投诉。",
    from: "residents",
    said: "12345 和网格半年收到 42 件投诉，同样的已经合并",
    responsible: "居民委员会",
  });
  await isSound(chair);
  await shoot(chair, "b-open");
  await chair.getByRole("button", { name: "立项并公开" }).press("Enter");
  const desk = chair.url();
  await chair.getByRole("link", { name: "看公开页" }).click();
  const sheet = chair.url();

  // 确认议题: the Party organisation finds it at home, and says in public that it is taken up.
  await party.goto(`${yishi.base}/c/xiangyang/room`);
  await party.getByRole("link", { name: /飞线充电/ }).first().click();
  await party.goto(desk);
  await atHand(party, party.locator("#next summary, #next button, #next a.button").first());
  await isSound(party);
  await shoot(party, "b-choose");
  await record(party, "choose", "topic", { accepted: "1", said: "属于社区的事；改变共有部分用途，由业主决定" });
  await record(party, "choose", "study", { said: "应到 7 人，实到 7 人，同意提交议事会协商" });

  // 制定方案: beside each other, with what each costs and who pays.
  await chair.goto(desk);
  await record(chair, "plan", "options", {
    "plan-1-title": "A 处建充电棚",
    "plan-1-cost": "120000",
    "plan-1-effect": "40 个车位",
    "plan-1-pays": "维修资金",
    "plan-2-title": "B 处建充电棚",
    "plan-2-cost": "96000",
    "plan-2-effect": "28 个车位",
    "plan-2-pays": "维修资金",
    "plan-3-title": "不建，只清理",
    "plan-3-cost": "0",
    "plan-3-effect": "无处充电",
    "plan-3-pays": "不花钱",
  });
  await page.goto(sheet);
  await expect(page.locator("#step-plan")).toContainText("已完成");
  await isSound(page);
  await shoot(page, "b-plans");
  await page.getByRole("link", { name: "七步议事法" }).click();
  await isSound(page);
  await shoot(page, "b-procedure");

  // 发布通知: the council is made and seated, and called for the matter; whom it concerns, and the property company, are named.
  await bodyMade(yishi, admin, "xiangyang", ["议事会", "居民议事会"]);
  await seated(yishi, clerk, "xiangyang", "居民议事会", COUNCIL);
  await chair.goto(desk);
  await shoot(chair, "b-call");
  const council = await called(chair, "居民议事会", ["2026-03-20T19:30", "社区议事厅"]);
  await shoot(chair, "b-council-draft");
  await announced(chair);
  const talk = await groupsNamed(clerk, desk, ["电动车车主", "一楼住户"]);
  await takesPart(clerk, "电动车车主", 101);
  await takesPart(clerk, "一楼住户", 102);
  await fill(await formOf(clerk, "/guest"), { guest: "周示工", organisation: "翠园物业公司" });
  await clerk.getByRole("button", { name: "邀请", exact: true }).press("Enter");
  await isSound(clerk);
  await shoot(clerk, "b-groups");

  // 组织协商: 17 of 21 are there, the guest speaks and is taken down, and it ends in agreement with dissent.
  await sits(yishi, officers, council, ["2026-03-20T19:32", 17]);
  await clerk.goto(talk);
  await clerk.getByRole("button", { name: "到了" }).press("Enter");
  await chair.getByRole("button", { name: "开始讨论这一项" }).press("Enter");
  await chair.goto(talk);
  await chair.getByRole("button", { name: "请发言" }).press("Enter");
  await shoot(chair, "b-floor");
  await clerk.goto(talk);
  await fill(await formOf(clerk, "/guest/said"), { said: "A 处离配电室近，接线不用另挖沟。" });
  await clerk.getByRole("button", { name: "记下发言" }).press("Enter");
  await chair.goto(`${yishi.base}/s/${council}/chair`);
  await fill(await formOf(chair, "/end"), { kind: "consensus", body: "在 A 处建充电棚，提交业主大会表决。", dissent: "一楼住户担心噪音。" });
  await chair.getByRole("button", { name: "了结这个议题" }).press("Enter");
  await isSound(chair);
  await chair.getByRole("button", { name: "发布", exact: true }).press("Enter");
  await shoot(chair, "b-ended");

  await clerk.goto(talk);
  await fill(clerk.locator("form#write, #write form").first(), { consensus: "在 A 处建充电棚，40 个车位，提交业主大会表决。", suggestions: "棚顶装喷淋\n夜里十点后不充" });
  await isSound(clerk);
  await shoot(clerk, "b-opinion");
  await clerk.getByRole("button", { name: "保存" }).press("Enter");
  await clerk.getByRole("button", { name: "已经当场宣读" }).press("Enter");

  // Two do not agree: one on the phone, one on paper. What they say stands as they said it.
  const resident = await comes(clerk, "xiangyang", "0102");
  await resident.goto(talk);
  await fill(await formOf(resident, "/dissent"), { dissent: "棚子正对我家窗户，不同意建在 A 处。" });
  await isSound(resident);
  await shoot(resident, "b-dissent");
  await resident.getByRole("button", { name: "提交，不再修改" }).press("Enter");
  await expect(resident.locator("#dissents")).toContainText("正对我家窗户");
  await clerk.goto(talk);
  await fill(await formOf(clerk, "/dissent/paper"), { number: `0103 ${nameOf(103)}`, dissent: "先清理，再谈建棚。" });
  await clerk.getByRole("button", { name: "照原文录入" }).press("Enter");
  await supervisor.goto(talk);
  await supervisor.getByRole("button", { name: "核对无误，签字" }).press("Enter");
  await chair.goto(talk);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  await expect(chair.locator(".sheet")).toContainText("先清理，再谈建棚。");
  await isSound(chair);
  await shoot(chair, "b-opinion-public");
  await page.goto(sheet);
  await expect(page.locator("#step-talk")).toContainText("已完成");
  await isSound(page);
  await shoot(page, "b-talked");

  // 结果运用: it changes shared ground, so the owners vote, by head and by area, on paper carried to their doors.
  await bodyMade(yishi, admin, "xiangyang", ["业主大会", "翠园小区业主大会"]);
  await ownersTakenIn(yishi, clerk);
  await clerk.goto(`${yishi.base}/c/xiangyang/room`);
  await clerk.getByRole("link", { name: /翠园小区业主大会/ }).click();
  await clerk.locator("textarea[name=units]").fill(units().join("\n"));
  await clerk.locator("form.card button").press("Enter");
  await chair.goto(desk);
  await isSound(chair);
  await shoot(chair, "b-owners");
  const owners = await called(chair, "翠园小区业主大会", ["2026-04-10T19:30", "翠园小区物业服务中心"]);
  await written(chair, "改变共有部分用途，建充电棚", "在 A 处建充电棚 40 个车位，用维修资金 12 万元。");
  await announced(chair);
  await sits(yishi, officers, owners, ["2026-04-10T19:32", 1]);
  const vote = await voteOpened(chair);
  await papersHanded(clerk, `${yishi.base}${vote}/paper`, 0);
  await closed(yishi, chair, owners);
  const tellers = [await open("向阳里社区 计票人"), await open("向阳里社区 第二计票人")];
  await counted(yishi, tellers, vote, {
    collected: "452",
    collected_area: area(0, 452),
    for: "340",
    for_area: area(0, 340),
    against: "112",
    against_area: area(340, 452),
    abstain: "0",
    blank: "0",
    invalid: "0",
  });
  await chair.goto(`${yishi.base}/s/${owners}/chair`);
  await chair.getByRole("button", { name: "宣布结果" }).press("Enter");
  await shoot(chair, "b-declared");

  // 反馈公示: the decision hangs, those who took part are told, it is built, and residents rate it.
  const decision = await decided(yishi, officers, vote, ["在 A 处建充电棚 40 个车位。", "业主委员会", "2026-06-20"]);
  await chair.goto(desk);
  await isSound(chair);
  await shoot(chair, "b-report");
  await chair.goto(talk);
  const told = await formOf(chair, "/feedback");
  await fill(told, {
    "became-1": "adopted",
    "reason-1": "已写进方案",
    "became-2": "partly",
    "reason-2": "夜里十一点断电",
    said: "棚子退后两米，窗前种树；清理和建棚同时做。",
  });
  await isSound(chair);
  await shoot(chair, "b-feedback");
  await told.getByRole("button", { name: "公布反馈" }).press("Enter");
  await resident.goto(`${yishi.base}/c/xiangyang/room`);
  await expect(resident.getByText("已反馈").first()).toBeVisible();
  await shoot(resident, "b-told");
  await yishi.restart("2026-04-28T09:00+08:00");
  const about = `${yishi.base}/c/xiangyang/about/outcome/${vote.slice(3)}`;
  const step = { name: "建棚、接电", responsible: "业主委员会", due: "2026-06-01", money: "120000" };
  await carriedOut(officers, about, step, ["2026-04-28", "118600"], "已建成 40 个车位，结余 1,400 元。");
  await resident.goto(about);
  await resident.locator("label.choice", { hasText: "满意" }).first().click();
  await resident.getByRole("button", { name: "提交评价" }).press("Enter");
  await yishi.restart("2026-05-16T09:00+08:00");
  await chair.goto(desk);
  await expect(chair.getByText("各步都已完成")).toBeVisible();
  await shoot(chair, "b-complete");
  await fill(await formOf(chair, "/end"), { how: "done", said: "结余 1,400 元退回维修资金" });
  await chair.getByRole("button", { name: "结束", exact: true }).press("Enter");

  // Anybody reads the whole of it, and counts the vote again.
  await page.goto(sheet);
  await expect(page.getByText("结余 1,400 元退回维修资金").first()).toBeVisible();
  await isSound(page);
  await shoot(page, "b-sheet");
  await page.goto(decision);
  await expect(page.getByText("35400.00").first()).toBeVisible();
  writeFileSync(join(yishi.folder, "record.json"), await (await page.request.get(`${decision}/record.json`)).body());
  expect(JSON.parse(yishi.command("recount", "record.json"))).toMatchObject({ passed: true });
  expect(yishi.command("verify")).toContain("0 findings");
});
