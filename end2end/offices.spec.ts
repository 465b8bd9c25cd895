import { atHand, fill, formOf } from "./stories";
import { expect, isSound, shoot, test } from "./yishi";

// Offices above communities: staff sign in, acknowledge what was put on file, order something to be published; the place answers.

test("an office acknowledges a filing and orders a publication, and the community answers", async ({ yishi, open, page }) => {
  const staff = await open("机构人员");
  await expect(staff.getByRole("heading", { level: 1 })).toContainText("云岭镇人民政府");
  await isSound(staff);
  await shoot(staff, "office");
  const office = staff.url();

  // What waits stands first: read, and acknowledged in a word.
  await atHand(staff, staff.locator("#filings article").first());
  await staff.locator("#filings article h3 a").first().click();
  await isSound(staff);
  await shoot(staff, "office-filed");
  await staff.goto(office);
  const answer = await formOf(staff, "/acknowledge");
  await fill(answer, { words: "已收悉，请按期公开。" });
  await isSound(staff);
  await shoot(staff, "office-answer");
  await answer.getByRole("button", { name: "收悉" }).press("Enter");
  await expect(staff.locator("#filings")).toContainText("没有待收悉的备案");

  // An order to publish, with its day; everybody reads it on the board at once.
  await staff.getByRole("article").filter({ hasText: "云杉村" }).getByRole("link", { name: "责令公开", exact: true }).click();
  await fill(staff.locator("form.card"), { what: "公开鱼塘租金和承包合同", basis: "村民委员会组织法第三十六条", due: "2026-03-20" });
  await isSound(staff);
  await shoot(staff, "office-order");
  await staff.getByRole("button", { name: "发出" }).press("Enter");
  await isSound(staff);
  await shoot(staff, "office-ordered");
  await page.goto(`${yishi.base}/c/yunshan`);
  await atHand(page, page.getByText("公开鱼塘租金和承包合同").first());
  await isSound(page);
  await shoot(page, "office-board");

  // It waits for the chair at home; they cannot meet it now, and say in public why.
  const chair = await open("云杉村 主持人");
  await chair.goto(`${yishi.base}/c/yunshan/room`);
  await shoot(chair, "office-home");
  await chair.getByRole("link", { name: /公开鱼塘租金和承包合同/ }).first().click();
  await isSound(chair);
  await shoot(chair, "office-order-desk");
  const why = await formOf(chair, "/answer");
  await fill(why, { answer: "合同在镇里审计，4 月 10 日前审完就公开。" });
  await why.getByRole("button", { name: "公开答复" }).press("Enter");
  await isSound(chair);
  await shoot(chair, "office-order-answered");
  await page.goto(`${yishi.base}/c/yunshan/orders`);
  await expect(page.locator("body")).toContainText("4 月 10 日前审完就公开");
  await isSound(page);
  await shoot(page, "office-orders");

  // The office takes it back until then; a dismissed login and the public see nothing of its desk.
  await staff.goto(office);
  await staff.locator("#orders").getByRole("link").first().click();
  await shoot(staff, "office-order-one");
  await page.goto(office);
  await expect(page.locator("#filings")).toHaveCount(0);
  await isSound(page);
  await shoot(page, "office-public");
  expect(yishi.command("verify")).toContain("0 findings");
});
