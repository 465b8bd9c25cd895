import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { announced, atHand, closed, counted, decided, fill, formOf, nameOf, numbered, sessionOf, sits, voteOpened, written } from "./stories";
import { expect, isSound, shoot, test } from "./yishi";

// 民主评议: two persons on one ballot, by phone and on paper; two tellers; the published result, counted again by anybody.

test("a village appraises those in office, by phone and on paper", async ({ yishi, open, page }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  const officers = { chair, clerk, supervisor };

  // A sitting of the representatives, and who stands on the ballot: each by number and name, with the office.
  await chair.getByRole("link", { name: "起草会议" }).click();
  await fill(chair.locator("form.card").first(), {
    title: "2025 年度民主评议",
    place: "村委会会议室",
    starts_at: "2026-03-26T19:30",
  });
  await chair.getByLabel("会议机构").selectOption({ label: "村民代表会议" });
  await chair.getByRole("button", { name: "保存" }).press("Enter");
  await expect(chair).toHaveURL(/\/chair/);
  const session = sessionOf(chair);
  await chair.getByLabel("议题", { exact: true }).fill("村民委员会成员民主评议");
  await chair.getByLabel("事项类别").selectOption("member_appraisal");
  await chair.getByRole("button", { name: "增加", exact: true }).press("Enter");
  await written(chair, "2025 年度民主评议", "对村民委员会成员逐人评议，当场公布结果。");
  const item = (await chair.locator("#agenda li[id^='item-']").first().getAttribute("id"))?.slice(5) ?? "";
  await chair.getByRole("link", { name: "评议对象" }).click();
  for (const [number, office] of [[5, "村民委员会委员"], [8, "村民委员会委员"]] as const) {
    await fill(await formOf(chair, "/appraised/name"), { who: `${numbered(number)} ${nameOf(number)}`, office });
    await chair.getByRole("button", { name: "写入评议对象" }).press("Enter");
    await expect(chair.locator("ol.listed")).toContainText(nameOf(number));
  }
  await isSound(chair);
  await shoot(chair, "appraised");
  await chair.goto(`${yishi.base}/i/${item}/gates`);
  await shoot(chair, "appraisal-gates");
  for (const [ground, said] of [["delegation", "2025-01-10 村民会议决议"], ["women", "18"]] as const) {
    const form = await formOf(chair, `/${ground}`);
    if (await form.count()) {
      await fill(form, { said });
      await form.getByRole("button", { name: "登记" }).press("Enter");
    }
  }
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await announced(chair);

  // The clerk prints ballots with both on them.
  await clerk.goto(`${yishi.base}/i/${item}/ballots?n=4`);
  await isSound(clerk);
  await shoot(clerk, "appraisal-ballots");

  // On the evening it is secret and nothing else is offered; the chair is warned that few have a phone.
  await sits(yishi, officers, session, ["2026-03-26T19:32", 36]);
  await chair.getByRole("button", { name: "开始讨论这一项" }).press("Enter");
  // By law the supervision committee presides: the desk says so, and the chair goes to one of them.
  await expect(chair.getByText("民主评议依法由监督委员会主持").first()).toBeVisible();
  await chair.getByRole("heading", { name: "会议的其他操作" }).click();
  await isSound(chair);
  await shoot(chair, "appraisal-hand");
  const hand = await formOf(chair, "/hand-chair", ":has([name=to])");
  await hand.locator("[name=to]").selectOption({ index: 0 });
  await hand.getByRole("button", { name: "把主持交给监督委员会" }).press("Enter");
  await expect(chair.getByRole("button", { name: "把主持交给监督委员会" })).toHaveCount(0);
  const host = supervisor;
  await host.goto(`${yishi.base}/s/${session}/chair`);
  await expect(host.locator("input[name=mode]")).toHaveCount(1);
  await isSound(host);
  await shoot(host, "appraisal-open");
  const few = host.getByLabel("我知道了，无记名表决仍然开始");
  if (await few.count()) await few.check();
  const vote = await voteOpened(host);

  // On the phone everybody stands on one sheet; what was chosen is read again, and only then cast.
  const voters = [await open("云杉村 村民代表"), await open("云杉村 委员、党组织")];
  for (const [index, phone] of voters.entries()) {
    await phone.goto(`${yishi.base}/s/${session}`);
    await phone.locator("#ask a").click();
    const sheet = phone.locator("#ballot form");
    await atHand(phone, sheet.locator("label.choice").first());
    if (index === 0) {
      await isSound(phone);
      await shoot(phone, "appraisal-ballot");
    }
    await sheet.locator("label.choice:has([name=p0][value=c])").click();
    if (index === 0) await sheet.locator("label.choice:has([name=p1][value=i])").click();
    await phone.getByRole("button", { name: "下一步：核对我的票" }).press("Enter");
    if (index === 1) await expect(phone.getByText("没有选", { exact: true })).toBeVisible();
    await isSound(phone);
    await shoot(phone, `appraisal-check-${index}`);
    await phone.getByRole("button", { name: "投出这一票" }).press("Enter");
    await expect(phone.getByText("您的无记名票已保存。")).toBeVisible();
  }
  // Who is appraised keeps out.
  const appraised = await open("云杉村 副主持人");
  await appraised.goto(yishi.base + vote);
  await expect(appraised.locator("#ballot")).toContainText("回避");
  await shoot(appraised, "appraisal-out");

  // One has no phone: a paper, and two tellers who enter every pile, each alone.
  await clerk.goto(`${yishi.base}${vote}/paper`);
  await clerk.getByRole("button", { name: /^发给.*一张票$/ }).first().press("Enter");
  await expect(clerk.getByText("发出 1 张")).toBeVisible();
  await closed(yishi, host, session);
  const tellers = [await open("云杉村 计票人"), await open("云杉村 第二计票人")];
  const piles = (place: number, grade: string) =>
    Object.fromEntries(["excellent", "competent", "basically_competent", "incompetent", "abstain", "blank", "invalid"].map((pile) => [`p${place}-${pile}`, pile === grade ? "1" : "0"]));
  await tellers[0]?.goto(`${yishi.base}${vote}/count`);
  if (tellers[0]) {
    await isSound(tellers[0]);
    await shoot(tellers[0], "appraisal-count");
  }
  await counted(yishi, tellers, vote, { collected: "1", ...piles(0, "excellent"), ...piles(1, "incompetent") });
  if (tellers[1]) {
    await isSound(tellers[1]);
    await shoot(tellers[1], "appraisal-agreed");
  }
  await host.goto(`${yishi.base}/s/${session}/chair`);
  await host.getByRole("button", { name: "宣布结果" }).press("Enter");
  await expect(host.locator("#agenda")).toContainText("评议完成");
  await isSound(host);
  await shoot(host, "appraisal-declared");

  // Published, on a board that anybody reads, and counted again on a page.
  const result = await decided(yishi, { ...officers, chair: host }, vote, ["评议结果如上，予以公布。", "村务监督委员会", ""]);
  await page.goto(result);
  await expect(page.locator(".appraised")).toContainText("不称职");
  await isSound(page);
  await shoot(page, "appraisal-result");
  await page.getByText("核验").first().click();
  await page.getByRole("link", { name: "重新数这一件" }).click();
  await page.getByRole("button", { name: "由服务器数" }).click();
  await expect(page.locator("#recounted .same")).toContainText("王示八不称职");
  await expect(page.locator("#recounted .differs, #recounted .wrong")).toHaveCount(0);
  await isSound(page);
  await shoot(page, "appraisal-recount");
  writeFileSync(join(yishi.folder, "record.json"), await (await page.request.get(`${result}/record.json`)).body());
  yishi.command("recount", "--check", "record.json");
  expect(yishi.command("verify")).toContain("0 findings");
});
