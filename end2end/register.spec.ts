import { atHand, fill, formOf } from "./stories";
import { expect, isSound, print, shoot, test } from "./yishi";

// 台账: contracts from the table that a village has to the board, with what is changed and what comes due.

const TABLE = [
  "合同编号\t类别\t标的\t对方\t对方是否村干部或近亲属\t起始日期\t到期日期\t合同总价（元）\t已收付（元）\t依据的决定",
  "HT-2026-01\t租赁\t村口门面两间\t县粮油公司\t否\t2026-03-01\t2029-02-28\t72,000.00\t24,000.00\t村民代表会议决定",
  "HT-2025-07\t发包\t鱼塘\t县渔业公司\t否\t2025-05-01\t2026-04-30\t24,000.00\t24,000.00\t村民代表会议决定",
  "合计\t\t\t\t\t\t\t96,000.00\t48,000.00",
].join("\n");

test("a register goes from the table to the board", async ({ yishi, open, page }) => {
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  const chair = await open("云杉村 主持人");
  await clerk.goto(`${yishi.base}/c/yunshan/room`);
  await clerk.getByRole("link", { name: "台账", exact: true }).click();
  await isSound(clerk);
  await shoot(clerk, "registers");
  await clerk.getByRole("link", { name: "合同台账" }).click();
  await isSound(clerk);
  await shoot(clerk, "register-empty");
  await fill(await formOf(clerk, "/rows"), { rows: TABLE.replace("发包\t鱼塘", "承包\t鱼塘") });
  await (await formOf(clerk, "/rows")).getByRole("button").press("Enter");
  await expect(clerk.getByRole("alert").first()).toContainText("第 3 行");
  await isSound(clerk);
  await fill(await formOf(clerk, "/rows"), { rows: TABLE });
  await (await formOf(clerk, "/rows")).getByRole("button").press("Enter");
  await expect(clerk.getByText("读到 2 行")).toBeVisible();
  await isSound(clerk);
  await shoot(clerk, "register-read");
  await clerk.getByRole("button", { name: "核对无误，全部记入" }).press("Enter");
  await expect(clerk.getByText("72,000.00").first()).toBeVisible();
  await isSound(clerk);
  await shoot(clerk, "register");

  // What comes due stands among what waits, and leads to its row.
  await clerk.goto(`${yishi.base}/c/yunshan/room`);
  await clerk.getByRole("link", { name: "合同台账 HT-2025-07" }).click();
  await clerk.getByText("修改这一行").click();
  const change = await formOf(clerk, "/change");
  await fill(change, { ends: "2027-04-30", reason: "续租一年，代表会议通过" });
  await change.getByRole("button").press("Enter");
  await expect(clerk.locator("#versions")).toContainText("续租一年");
  await isSound(clerk);
  await shoot(clerk, "register-row");

  await clerk.goto(`${yishi.base}/c/yunshan/register/contracts`);
  await clerk.getByRole("link", { name: "起草公开" }).click();
  await clerk.getByLabel("公开依据").fill("村民委员会组织法第三十五条");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await isSound(clerk);
  await clerk.getByRole("button", { name: "保存" }).press("Enter");
  const at = clerk.url().split(/[?#]/)[0] ?? "";
  await supervisor.goto(at);
  await isSound(supervisor);
  await supervisor.getByRole("button", { name: "会签" }).press("Enter");
  await chair.goto(at);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  await page.goto(`${yishi.base}/c/yunshan/disclosure/${at.split("/").pop()}`);
  for (const words of ["村口门面两间", "72,000.00", "2027-04-30"]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await atHand(page, page.getByRole("heading", { level: 1 }));
  await isSound(page);
  await shoot(page, "register-public");
  await print(page, "register-public");
  expect(yishi.command("verify")).toContain("0 findings");
});
