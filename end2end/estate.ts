import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, type Yishi } from "./yishi";

// The estate of domain.md §6.2: 600 owners with 62,000.00 m²; 340 for with 35,400.00, 112 against, 148 stay away.

/** Areas of so many units that add up to a total in hundredths of a square metre: all alike but the last. */
const split = (units: number, total: number) => {
  const each = Math.floor(total / units);
  return Array.from({ length: units }, (_, index) => (index < units - 1 ? each : total - each * (units - 1)));
};

const AREAS = [...split(340, 3_540_000), ...split(112, 1_170_000), ...split(148, 1_490_000)];

export const square = (hundredths: number) => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;

/** The area of the units from one to before another. */
export const area = (from: number, to: number) => square(AREAS.slice(from, to).reduce((sum, one) => sum + one, 0));

/** An owner's number on the roll. */
export const owner = (index: number) => `B${String(index).padStart(4, "0")}`;

/** The clerk takes in the owners, so that they are members. */
export async function ownersTakenIn(yishi: Yishi, clerk: Page) {
  const roll = AREAS.map((_, index) => `${owner(index)},业示${index},U${owner(index)},是`).join("\n");
  writeFileSync(join(yishi.folder, "roll.csv"), `编号,姓名,户号,成年\n${roll}\n`);
  await clerk.goto(`${yishi.base}/c/xiangyang/import`);
  await clerk.getByLabel("文件").setInputFiles(join(yishi.folder, "roll.csv"));
  await clerk.getByRole("button", { name: "预览" }).press("Enter");
  await expect(clerk.getByText("新增 600 人")).toBeVisible();
  await clerk.getByRole("button", { name: "全部导入" }).press("Enter");
}

/** The units as they stand in the owners' register, a line each. */
export const units = () =>
  AREAS.map((one, index) => `${1 + Math.floor(index / 50)}-${101 + (index % 50)}\t${owner(index)}\t业示${index}\t${square(one)}`);

/** Papers go to every door of the first nine buildings, a building at a time, and to the first two of the tenth: 452 but who is out already. */
export async function papersHanded(clerk: Page, vote: string, out: number) {
  await clerk.goto(vote);
  for (let building = 1; building <= 9; building++) {
    await clerk.getByLabel("按姓名、编号或房号查找").fill(`${building}-`);
    await clerk.getByRole("button", { name: "查找" }).click();
    await clerk.getByRole("button", { name: /^每人发一张：下面列出的/ }).click();
    await expect(clerk.getByText(`发出 ${building * 50 - out} 张`)).toBeVisible();
  }
  for (const unit of ["10-101", "10-102"]) {
    await clerk.getByLabel("按姓名、编号或房号查找").fill(unit);
    await clerk.getByRole("button", { name: "查找" }).click();
    await clerk.locator(".pick input").check();
    await clerk.getByRole("button", { name: "发给勾选的人" }).click();
  }
}
