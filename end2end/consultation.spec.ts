import { announced, atHand, bodyMade, called, fill, formOf, groupOf, groupsNamed, nameOf, record, seated, sits, takesPart } from "./stories";
import { expect, isSound, print, shoot, test } from "./yishi";

// 城乡社区协商 on one page: groups, a guest, an opinion that is read back, dissent that stays, and what everybody is told.

const COUNCIL = [101, 102, 103, 104, 105];

test("a council consults, and tells everybody what became of it", async ({ yishi, open, comes, page }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  const admin = await open("管理员");
  const officers = { chair, clerk, supervisor };
  await bodyMade(yishi, admin, "yunshan", ["议事会", "村议事会"]);
  await seated(yishi, clerk, "yunshan", "村议事会", COUNCIL);

  await chair.goto(`${yishi.base}/c/yunshan/room`);
  await chair.getByRole("link", { name: "立一件事项" }).click();
  await fill(chair.locator("form.card"), {
    title: "菜市场搬到村口",
    matter: "public_affairs",
    procedure: "community_consultation",
    body: "菜市场占道，拟搬到村口空地。",
    from: "residents",
    said: "网格收到 23 条意见",
    responsible: "村民委员会",
  });
  await chair.getByRole("button", { name: "立项并公开" }).press("Enter");
  const desk = chair.url();
  await record(chair, "topic", "topic", { accepted: "1", said: "群众反映集中" });

  // Nobody is asked who came before a sitting was called: the way to call it comes first.
  await atHand(chair, chair.getByRole("link", { name: "为这件事召集会议" }).first());
  await isSound(chair);
  await shoot(chair, "consult-desk");
  const session = await called(chair, "村议事会", ["2026-03-22T15:00", "村议事室"]);
  await announced(chair);
  const talk = await groupsNamed(clerk, desk, ["摊主", "路边住户", "买菜的人"]);
  await takesPart(clerk, "摊主", 101);
  await takesPart(clerk, "路边住户", 4);
  await isSound(clerk);
  await shoot(clerk, "consult-groups");
  await fill(await formOf(clerk, "/guest"), { guest: "周示工", organisation: "县市场监管所" });
  await clerk.getByRole("button", { name: "邀请", exact: true }).press("Enter");

  // A group is missing: it does not open, and says why; that the group does not come is put on record.
  await yishi.restart("2026-03-22T15:01+08:00");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await expect(chair.getByRole("button", { name: "宣布开会" })).toHaveCount(0);
  await expect(chair.locator("#next")).toContainText("利益相关方");
  await isSound(chair);
  await shoot(chair, "consult-missing");
  await clerk.goto(talk);
  await groupOf(clerk, "买菜的人").locator("summary", { hasText: "记下不参加" }).click();
  await fill(groupOf(clerk, "买菜的人").locator("form[action$='/party/refuse']"), { said: "微信群里问了两次，没有人报名", on: "2026-03-21" });
  await groupOf(clerk, "买菜的人").getByRole("button", { name: "记下", exact: true }).press("Enter");
  await sits(yishi, officers, session, ["2026-03-22T15:03", 5]);
  await clerk.goto(talk);
  await clerk.getByRole("button", { name: "到了" }).press("Enter");
  await chair.getByRole("button", { name: "开始讨论这一项" }).press("Enter");
  await chair.goto(talk);
  await chair.getByRole("button", { name: "请发言" }).press("Enter");
  await clerk.goto(talk);
  await fill(await formOf(clerk, "/guest/said"), { said: "村口空地够 40 个摊位，要先通水电。" });
  await clerk.getByRole("button", { name: "记下发言" }).press("Enter");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await fill(await formOf(chair, "/end"), { kind: "heard", body: "各方意见都听了，多数同意搬。" });
  await chair.getByRole("button", { name: "了结这个议题" }).press("Enter");
  await chair.getByRole("button", { name: "发布", exact: true }).press("Enter");

  // The opinion: written, read back, and whoever does not agree says so in their own words.
  await clerk.goto(talk);
  const sheet = clerk.locator("form#write");
  await sheet.locator("[name=consensus]").fill("菜市场搬到村口空地，先通水电。");
  await sheet.getByLabel("路边住户：不同的看法（没有的不填）").fill("早上五点前不要卸货。");
  await sheet.locator("[name=suggestions]").fill("摊位费三年不涨\n留一条消防通道");
  await isSound(clerk);
  await shoot(clerk, "consult-opinion");
  await clerk.getByRole("button", { name: "保存" }).press("Enter");
  await clerk.getByRole("button", { name: "已经当场宣读" }).press("Enter");
  await shoot(clerk, "consult-read");
  const resident = await open("云杉村 村民 resident");
  await resident.goto(`${yishi.base}/c/yunshan/room`);
  await shoot(resident, "consult-home");
  await resident.goto(talk);
  await fill(await formOf(resident, "/dissent"), { dissent: "村口离学校太近，不同意。" });
  await isSound(resident);
  await shoot(resident, "consult-dissent");
  await resident.getByRole("button", { name: "提交，不再修改" }).press("Enter");
  await supervisor.goto(`${yishi.base}/c/yunshan/room`);
  await supervisor.getByRole("link", { name: /菜市场|村议事会/ }).first().click();
  await supervisor.goto(talk);
  await supervisor.getByRole("button", { name: "核对无误，签字" }).press("Enter");
  await chair.goto(talk);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  const opinion = chair.url().split(/[?#]/)[0] ?? "";
  await page.goto(opinion);
  await expect(page.locator(".sheet")).toContainText("村口离学校太近，不同意。");
  await expect(page.locator(".sheet")).not.toContainText(nameOf(4));
  await isSound(page);
  await shoot(page, "consult-public");

  // What became of each suggestion is told, and who dissented gets an explanation.
  await yishi.restart("2026-04-10T10:00+08:00");
  await supervisor.goto(desk);
  await record(supervisor, "carry_out", "execution", { said: "4 月 8 日搬完，水电已通" });
  await chair.goto(desk);
  await isSound(chair);
  await shoot(chair, "consult-feedback-lead");
  await chair.goto(talk);
  const told = await formOf(chair, "/feedback");
  await fill(told, { "became-1": "partly", "reason-1": "两年不涨", "became-2": "adopted", "reason-2": "已划线", said: "上学放学时段不进车。" });
  await told.getByRole("button", { name: "公布反馈" }).press("Enter");
  await page.goto(opinion);
  await expect(page.locator(".sheet")).toContainText("上学放学时段不进车。");
  await isSound(page);
  await shoot(page, "consult-told");
  await print(page, "consult-told");
  await resident.goto(`${yishi.base}/c/yunshan/room`);
  await expect(resident.getByText("已反馈").first()).toBeVisible();
  await yishi.restart("2026-04-28T10:00+08:00");
  await chair.goto(desk);
  await expect(chair.getByText("各步都已完成")).toBeVisible();
  expect(yishi.command("verify")).toContain("0 findings");
});
