import { join } from "node:path";
import { membersOf, test } from "./yishi";

const folder = join(__dirname, "screenshots");

test("pictures for the README and for looking at @screenshots", async ({ yishi, open, page }, info) => {
  const size = info.project.name.startsWith("phone") ? "360" : "1280";
  const shoot = (who: typeof page, name: string) => who.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true });
  await page.goto(yishi.base);
  await shoot(page, "communities");
  await page.goto(`${yishi.base}/c/yunshan`);
  await shoot(page, "board");
  await page.locator("a[href*='/outcome/']").first().click();
  await shoot(page, "outcome");
  await page.goto(`${page.url()}?lang=en&elder=1`);
  await shoot(page, "outcome-en-elder");
  await page.goto(`${yishi.base}/c/yunshan`);
  await page.locator("a[href*='/notice/']").first().click();
  await shoot(page, "notice");
  await page.goto(`${yishi.base}/in`);
  await shoot(page, "sign-in");

  const clerk = await open("云杉村 文书");
  await shoot(clerk, "room");
  const chair = await open("云杉村 主持人");
  await chair.getByRole("link", { name: /道路硬化/ }).click();
  const session = chair.url().split("/s/")[1] ?? "";
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await shoot(chair, "chair-announced");
  await chair.locator("details > summary", { hasText: "表决前要办好的事" }).click();
  await chair.getByRole("link", { name: "查看并登记" }).click();
  await shoot(chair, "gates");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  const members = await membersOf(clerk, "check-in");
  for (const member of members.slice(0, 41)) {
    await clerk.request.post(`${yishi.base}/do/s/${session}/check-in`, { form: { member }, headers: { origin: yishi.base }, maxRedirects: 0 });
  }
  await clerk.reload();
  await shoot(clerk, "door");

  // The live room: a thread, a proposal, somebody who speaks, the hall's screen.
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  const item = (await chair.locator("#agenda li[id^='item-']").first().getAttribute("id"))?.slice(5) ?? "";
  const speaker = await open("云杉村 村民代表");
  const deputy = await open("云杉村 副主持人");
  const send = (who: typeof page, path: string, form: Record<string, string>) =>
    who.request.post(yishi.base + path, { form, headers: { origin: yishi.base }, maxRedirects: 0 });
  await send(speaker, `/do/i/${item}/propose`, { title: "主路改用沥青", body: "主路 1,500 米改用沥青，预算 20 万元。\n\n- 三组先修\n- 雨季前完工" });
  await send(deputy, `/do/i/${item}/remark`, { body: "三组的路雨天走不了，请先修三组。" });
  await send(speaker, `/do/i/${item}/remark`, { body: "资金要公开，最好每周公布一次。" });
  const rude = (await send(deputy, `/do/i/${item}/remark`, { body: "某某人是骗子" })).headers()["location"]?.split("#remark-")[1];
  await send(chair, `/do/r/${rude}/hide`, { reason: "人身攻击" });
  await send(speaker, `/do/s/${session}/hand`, { side: "for" });
  await send(deputy, `/do/s/${session}/hand`, { side: "against" });
  await send(chair, `/do/s/${session}/floor/next`, {});
  await speaker.goto(`${yishi.base}/i/${item}/thread`);
  await shoot(speaker, "thread");
  await speaker.goto(`${yishi.base}/s/${session}`);
  await shoot(speaker, "session-speaking");
  await speaker.goto(`${yishi.base}/s/${session}/hidden`);
  await shoot(speaker, "hidden");
  await chair.reload();
  await shoot(chair, "chair-leading");
  await chair.goto(`${yishi.base}/s/${session}/screen`);
  await shoot(chair, "screen");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.reload();
  await chair.getByRole("button", { name: "开始表决" }).click();
  await shoot(chair, "chair-voting");
  const rep = speaker;
  await rep.goto(`${yishi.base}/s/${session}`);
  await shoot(rep, "session");
  await rep.getByRole("link", { name: "去投票" }).first().click();
  await shoot(rep, "ballot");
  await rep.getByText("赞成", { exact: true }).click();
  await rep.getByRole("button", { name: "下一步：核对我的票" }).click();
  await shoot(rep, "ballot-check");
  await rep.getByRole("button", { name: "投出这一票" }).click();
  await shoot(rep, "stored");
  await clerk.goto(`${yishi.base}/s/${session}/room-code`);
  await shoot(clerk, "room-code");
  await clerk.goto(`${yishi.base}/c/yunshan/members?q=赵`);
  await shoot(clerk, "members");
  await clerk.locator("input[name=member]").first().check();
  await clerk.locator("input[name=member]").nth(1).check();
  await clerk.getByRole("button", { name: /打印纸条/ }).click();
  await shoot(clerk, "slips");
  await clerk.goto(`${yishi.base}/c/yunshan/import`);
  await shoot(clerk, "import");
  const admin = await open("管理员");
  await admin.goto(`${yishi.base}/admin/yunshan`);
  await shoot(admin, "admin");
});
