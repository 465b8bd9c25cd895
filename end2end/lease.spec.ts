import { announced, atHand, bodyMade, called, carriedOut, closed, counted, decided, disclosed, fill, formOf, nameOf, numbered, record, seated, sits, voteOpened, written } from "./stories";
import { expect, isSound, shoot, test } from "./yishi";

// Story C of domain.md §6.3 on one page: the old school is let. 45 represent the members, 38 are there, 5 of them are concerned: 30 of all 45
// is two thirds, 29 of the 33 who may vote is not.

/** Representatives without an office. The first five are concerned. */
const REPS = Array.from({ length: 45 }, (_, nth) => 101 + nth);

test("Story C: the old school is let, and five who are concerned keep out", async ({ yishi, open, comes, page }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  const party = await open("云杉村 委员、党组织");
  const admin = await open("管理员");
  const officers = { chair, clerk, supervisor };

  // 方案: floor price, deposit, term, use; the Party organisation studies it first.
  await chair.goto(`${yishi.base}/c/yunshan/room`);
  await chair.getByRole("link", { name: "立一件事项" }).click();
  await fill(chair.locator("form.card"), {
    title: "老校舍出租",
    matter: "collective_asset_lease",
    procedure: "collective_lease",
    body: "老校舍空置两年，拟公开招租。",
    from: "committee",
    said: "村委会 3 月 12 日提出",
    responsible: "股份经济合作社",
  });
  await chair.getByRole("button", { name: "立项并公开" }).press("Enter");
  const desk = chair.url();
  await chair.getByRole("link", { name: "看公开页" }).click();
  const sheet = chair.url();
  await chair.goto(desk);
  await record(chair, "plan", "options", {
    "plan-1-title": "公开招租五年",
    "plan-1-cost": "0",
    "plan-1-effect": "底价每年 30,000 元，押金 10,000 元",
    "plan-1-pays": "承租人",
  });
  await party.goto(desk);
  await record(party, "plan", "study", { said: "应到 5 人，实到 5 人，同意公开招租" });

  // 公示征求意见: the plan hangs seven days.
  await chair.goto(desk);
  await isSound(chair);
  await atHand(chair, chair.getByRole("link", { name: "张贴方案征求意见" }));
  await shoot(chair, "c-comment");
  await chair.getByRole("link", { name: "张贴方案征求意见" }).click();
  await disclosed(
    { chair, supervisor },
    ["老校舍招租方案（征求意见）", "底价每年 30,000 元，押金 10,000 元，租期五年，只作文化、养老用。", "农村集体经济组织法第二十六条"],
    "股份经济合作社",
  );
  await yishi.restart("2026-03-25T09:00+08:00");

  // 成员表决: representatives, for the charter allows it.
  await bodyMade(yishi, admin, "yunshan", ["集体经济组织成员代表大会", "股份经济合作社成员代表大会"]);
  await seated(yishi, clerk, "yunshan", "股份经济合作社成员代表大会", REPS);
  await chair.goto(desk);
  const session = await called(chair, "股份经济合作社成员代表大会", ["2026-04-06T19:30", "村文化礼堂"]);
  await written(chair, "老校舍出租方案", "租期五年，底价每年 30,000 元，押金 10,000 元。");
  const item = (await chair.locator("#agenda li[id^='item-']").first().getAttribute("id"))?.slice(5) ?? "";
  await chair.goto(`${yishi.base}/i/${item}/gates`);
  await isSound(chair);
  await shoot(chair, "c-gates");
  await fill(await formOf(chair, "/delegation"), { said: "章程第十二条，成员大会 2025 年 6 月 1 日授权" });
  await (await formOf(chair, "/delegation")).getByRole("button", { name: "登记" }).press("Enter");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await announced(chair);
  await sits(yishi, officers, session, ["2026-04-06T19:32", 38]);

  // Five say what they have to do with it: three on their phones, of two the clerk puts it on record.
  const interest = `${yishi.base}/i/${item}/interest`;
  for (const number of REPS.slice(0, 2)) {
    const phone = await comes(clerk, "yunshan", numbered(number));
    await phone.goto(`${yishi.base}/s/${session}`);
    await phone.getByRole("link", { name: "利害关系和回避" }).first().click();
    await phone.getByLabel("是什么关系").first().fill("本人要投标");
    await phone.getByLabel("我回避，不参加这个议题的表决").check();
    await isSound(phone);
    await shoot(phone, "c-interest");
    await phone.getByRole("button", { name: "提交说明" }).press("Enter");
    await expect(phone.locator(".interests")).toContainText("本人要投标");
  }
  for (const number of REPS.slice(2, 5)) {
    await clerk.goto(interest);
    const form = await formOf(clerk, "/interest/record");
    await fill(form, { number: `${numbered(number)} ${nameOf(number)}`, interest: "投标人的近亲属" });
    await form.getByLabel("本人回避，不参加这个议题的表决").check();
    await form.getByRole("button").press("Enter");
  }

  // 29 of 33 is no two thirds of 45.
  const tellers = [await open("云杉村 计票人"), await open("云杉村 第二计票人")];
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  const first = await voteOpened(chair, "举手");
  await closed(yishi, chair, session);
  await counted(yishi, tellers, first, { for: "29", against: "4", abstain: "0", idle: "0" });
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布结果" }).press("Enter");
  await expect(chair.locator("#agenda")).toContainText("未通过");
  await isSound(chair);
  await shoot(chair, "c-failed");
  await page.goto(sheet);
  await expect(page.locator("#step-decide")).not.toContainText("已完成");

  // The rent goes up, and one more is for it.
  await chair.getByRole("link", { name: "写要表决的内容" }).first().click();
  await chair.getByLabel("正文").fill("租期五年，底价每年 31,000 元，押金 10,000 元。");
  await chair.getByRole("button", { name: "保存为新一稿" }).press("Enter");
  const vote = await voteOpened(chair, "举手");
  expect(vote).not.toBe(first);
  await closed(yishi, chair, session);
  await counted(yishi, tellers, vote, { for: "30", against: "3", abstain: "0", idle: "0" });
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布结果" }).press("Enter");

  const decision = await decided(yishi, officers, vote, ["公开招租，租期五年，底价每年 31,000 元，押金 10,000 元。", "股份经济合作社", "2026-06-30"]);
  await page.goto(decision);
  for (const number of ["45", "38", "30"]) {
    await expect(page.locator(".numbers dd", { hasText: new RegExp(`^${number}$`) }).first()).toBeVisible();
  }
  await isSound(page);
  await shoot(page, "c-decision");

  // 公开招租、签约、收租, and what became of it.
  await yishi.restart("2026-05-10T09:00+08:00");
  const about = decision.replace("/outcome/", "/about/outcome/");
  const step = { name: "公开招租：三家报价，最高每年 32,000 元，签五年合同", responsible: "股份经济合作社", due: "2026-05-20", money: "" };
  await carriedOut(officers, about, step, ["2026-05-10", ""], "中标人每年租金 32,000 元，押金 10,000 元，已入集体账户。");
  const resident = await open("云杉村 村民 resident");
  await resident.goto(about);
  await resident.locator("label.choice", { hasText: "满意" }).first().click();
  await resident.getByRole("button", { name: "提交评价" }).press("Enter");
  await yishi.restart("2026-05-28T09:00+08:00");
  await chair.goto(desk);
  await expect(chair.getByText("各步都已完成")).toBeVisible();
  await fill(await formOf(chair, "/end"), { how: "done", said: "第一年租金已收" });
  await chair.getByRole("button", { name: "结束", exact: true }).press("Enter");
  await page.goto(sheet);
  await isSound(page);
  await shoot(page, "c-sheet");
  await page.goto(`${sheet}?lang=en&elder=1`);
  await isSound(page);
  await shoot(page, "c-sheet-en-elder");
  expect(yishi.command("verify")).toContain("0 findings");
});
