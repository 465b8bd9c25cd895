import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { atHand, fill, formOf } from "./stories";
import { expect, isSound, print, shoot, test } from "./yishi";

// 逐笔账: a month from the pasted table to the board: judged line by line, published as its duty, checked by anybody.

const TABLE = [
  "序号\t日期\t凭证号\t摘要\t科目\t收入\t支出\t余额\t资金来源\t对方单位\t经手人\t证明人\t审批人",
  "1\t3月2日\t记-0301\t鱼塘租金\t2.2\t24,000.00\t\t131,239.50\t集体\t承包方\t文书\t二组组长\t村委会主任",
  "2\t3月12日\t记-0312\t路灯电费\t3.4\t\t3,180.50\t128,059.00\t集体\t县供电公司\t文书\t二组组长\t村委会主任",
  "3\t3月14日\t\t清沟用工\t3.5\t\t800.00\t127,259.00\t集体\t劳务队\t文书\t二组组长\t村委会主任",
  "合计\t\t\t\t\t24,000.00\t3,980.50",
].join("\n");

test("a month of the account goes from the table to the board", async ({ yishi, open, page }) => {
  const clerk = await open("云杉村 文书");
  const supervisor = await open("云杉村 监督委员会");
  const chair = await open("云杉村 主持人");
  await clerk.goto(`${yishi.base}/c/yunshan/room`);
  await clerk.getByRole("link", { name: "逐笔账" }).click();
  await isSound(clerk);
  await shoot(clerk, "ledger");
  await clerk.getByRole("link", { name: "2026年3月" }).click();
  await isSound(clerk);
  await shoot(clerk, "ledger-empty");

  // The third line has no voucher and says no reason: it is named with its row, and nothing is entered.
  const table = await formOf(clerk, "/lines");
  await fill(table, { rows: TABLE });
  await table.getByRole("button").press("Enter");
  await expect(clerk.getByRole("alert").first()).toContainText("第 4 行");
  await isSound(clerk);
  await shoot(clerk, "ledger-refused");
  const whole = TABLE.replaceAll("审批人", "审批人\t无票据原因").replace("劳务队\t文书\t二组组长\t村委会主任", "劳务队\t文书\t二组组长\t村委会主任\t零星用工，签收单三人签字");
  await fill(await formOf(clerk, "/lines"), { rows: whole });
  await (await formOf(clerk, "/lines")).getByRole("button").press("Enter");
  await expect(clerk.getByText("读到 3 笔")).toBeVisible();
  await isSound(clerk);
  await shoot(clerk, "ledger-read");
  await clerk.getByRole("button", { name: "核对无误，全部记入" }).press("Enter");
  await expect(clerk.locator("#line-3")).toContainText("127,259.00");
  await isSound(clerk);
  await shoot(clerk, "ledger-month");

  // The supervisors let two pass; of the third they say why not.
  await supervisor.goto(`${yishi.base}/c/yunshan/room`);
  await supervisor.getByRole("link", { name: "2026年3月" }).first().click();
  const third = supervisor.locator("#line-3");
  await third.getByText("审这一笔").click();
  await third.locator("[name=decision]").selectOption("refused");
  await third.locator("[name=reason]").fill("没有用工清单");
  await third.getByRole("button", { name: "登记意见" }).press("Enter");
  await isSound(supervisor);
  await shoot(supervisor, "ledger-judged");
  await supervisor.getByRole("button", { name: "剩下的 2 笔都通过" }).press("Enter");
  await expect(supervisor.locator("#line-1")).toContainText("通过");

  // Once the month is over it is drafted with its lines, countersigned and published.
  await yishi.restart("2026-04-05T10:00+08:00");
  await clerk.goto(`${yishi.base}/c/yunshan/ledger/2026-03`);
  await clerk.getByRole("link", { name: "起草公开" }).click();
  await clerk.getByLabel("公开依据").fill("村民委员会组织法第三十五条");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await isSound(clerk);
  await shoot(clerk, "ledger-draft");
  await clerk.getByRole("button", { name: "保存" }).press("Enter");
  const at = clerk.url().split(/[?#]/)[0] ?? "";
  await supervisor.goto(at);
  await isSound(supervisor);
  await supervisor.getByRole("button", { name: "会签" }).press("Enter");
  await chair.goto(at);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  const sheet = `${yishi.base}/c/yunshan/disclosure/${at.split("/").pop()}`;
  await page.goto(sheet);
  for (const words of ["127,259.00 元", "没有用工清单", "程序检查发现 2 处", "白条", "各类支出"]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await atHand(page, page.getByRole("heading", { level: 1 }));
  await isSound(page);
  await shoot(page, "ledger-public");
  await print(page, "ledger-public");
  writeFileSync(join(yishi.folder, "ledger.json"), await (await page.request.get(`${sheet}.json`)).body());
  await clerk.goto(`${yishi.base}/c/yunshan/ledger/2026-03`);
  await expect(clerk.getByText("已经公开，不能再改").first()).toBeVisible();
  await isSound(clerk);

  // A line of a public month is put right by one of the next, in red; more than there was is refused beside the sum.
  await clerk.locator("#line-2").getByRole("link", { name: "更正这一笔" }).click();
  await expect(clerk.getByText("更正 2026年3月第 2 笔：路灯电费")).toBeVisible();
  const line = await formOf(clerk, "/line");
  const right = { day: "2026-04-03", expense: "-31805", voucher: "记-0403", handler: "文书", witness: "二组组长", approver: "村委会主任" };
  await fill(line, right);
  await line.getByRole("button").press("Enter");
  await expect(clerk.getByRole("alert").first()).toContainText("冲得太多");
  await isSound(clerk);
  await shoot(clerk, "ledger-correct");
  await fill(await formOf(clerk, "/line"), { expense: "-180.50" });
  await (await formOf(clerk, "/line")).getByRole("button").press("Enter");
  await expect(clerk.locator("#line-1")).toContainText("2026年3月第 2 笔：路灯电费");
  await expect(clerk.locator("#line-1")).toContainText("红字");
  await isSound(clerk);
  await shoot(clerk, "ledger-corrected");
  expect(yishi.command("verify")).toContain("0 findings");
});
