import { join } from "node:path";
import { test } from "./yishi";

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
  await chair.locator("details > summary", { hasText: "表决前置条件" }).click();
  await chair.getByRole("link", { name: "查看并登记" }).click();
  await shoot(chair, "gates");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  const members = await clerk
    .locator("form[action$='check-in'] input[name=member]")
    .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value") ?? ""));
  for (const member of members.slice(0, 41)) {
    await clerk.request.post(`${yishi.base}/do/s/${session}/check-in`, { form: { member }, headers: { origin: yishi.base }, maxRedirects: 0 });
  }
  await clerk.reload();
  await shoot(clerk, "door");
  await chair.reload();
  await chair.getByRole("button", { name: "开始记名表决" }).click();
  await shoot(chair, "chair-voting");
  const rep = await open("云杉村 村民代表");
  await rep.goto(`${yishi.base}/s/${session}`);
  await shoot(rep, "session");
  await rep.getByRole("link", { name: "去投票" }).click();
  await shoot(rep, "ballot");
  await rep.getByText("赞成", { exact: true }).click();
  await rep.getByRole("button", { name: "投票" }).click();
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
