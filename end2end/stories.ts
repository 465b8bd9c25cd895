import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { checkIn, expect, membersOf, type Yishi } from "./yishi";

// What officers do for a matter, each on their own page: the same in every story.

/** Whoever works at a matter, each in a browser of their own. */
export type Officers = { chair: Page; clerk: Page; supervisor: Page };

/** The form that is sent to an act and holds what is named, with everything unfolded in which it lies. */
export async function formOf(page: Page, act: string, holding = ""): Promise<Locator> {
  const form = page.locator(`form[action$='${act}']${holding}`).first();
  for (const fold of await form.locator("xpath=ancestor::details").all()) {
    if (!(await fold.evaluate((one) => one.hasAttribute("open")))) await fold.locator("> summary").click();
  }
  return form;
}

/** Fills in fields by their names: a text, or what is chosen. */
export async function fill(form: Locator, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name='${name}']`);
    const kind = await field.first().evaluate((one) => (one as HTMLInputElement).type || one.tagName);
    if (kind === "radio") await form.locator(`label:has([name='${name}'][value='${value}'])`).click();
    else if (kind === "select-one") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Records something for a step of a matter, on its page. */
export async function record(who: Page, step: string, need: string, fields: Record<string, string>) {
  const form = await formOf(who, "/record", `:has(input[name=step][value=${step}]):has(input[name=need][value=${need}])`);
  await fill(form, fields);
  await form.getByRole("button", { name: "登记并公开" }).press("Enter");
}

/** Something is written for a matter and countersigned, and its page is led to: of a plan, where it is commented on. */
export async function disclosed({ chair, supervisor }: Omit<Officers, "clerk">, [title, body, basis]: [string, string, string], responsible: string) {
  await chair.getByLabel("标题").fill(title);
  await chair.getByLabel("内容").fill(body);
  await chair.getByLabel("公开依据").fill(basis);
  await chair.getByLabel("责任方").fill(responsible);
  await chair.getByRole("button", { name: "保存" }).press("Enter");
  const at = chair.url();
  await supervisor.goto(at);
  await supervisor.getByRole("button", { name: "会签" }).press("Enter");
  await chair.goto(at);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  await chair.getByRole("link", { name: "公示和异议" }).click();
}

/** A sitting of a body is called from the matter's page: its id. Title and item are there already. */
export async function called(chair: Page, body: string, [at, place]: [string, string]): Promise<string> {
  await chair.getByRole("link", { name: "为这件事召集会议" }).first().click();
  await expect(chair.getByLabel("会议名称")).not.toHaveValue("");
  await chair.getByLabel("会议机构").selectOption({ label: body });
  await chair.getByLabel("地点").fill(place);
  await chair.getByLabel("时间", { exact: true }).fill(at);
  await chair.getByRole("button", { name: "保存" }).press("Enter");
  await expect(chair).toHaveURL(/\/s\/[^/]+\/chair/);
  return sessionOf(chair);
}

/** The sitting that a page is of. */
export const sessionOf = (page: Page) => page.url().split("/s/")[1]?.split(/[/#?]/)[0] ?? "";

/** What is put to the vote is written, from the chair's page. */
export async function written(chair: Page, title: string, body: string) {
  await chair.getByRole("link", { name: "写要表决的内容" }).click();
  await chair.getByLabel("标题").fill(title);
  await chair.getByLabel("正文").fill(body);
  await chair.getByRole("button", { name: "保存为新一稿" }).press("Enter");
}

export async function announced(chair: Page) {
  await (await formOf(chair, "/move/announce")).getByRole("button", { name: "发布通知" }).press("Enter");
}

/** At its time the sitting opens, and so many come in. */
export async function sits(yishi: Yishi, { chair, clerk }: Omit<Officers, "supervisor">, session: string, [at, there]: [string, number]) {
  await yishi.restart(`${at}+08:00`);
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).press("Enter");
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  await checkIn(yishi, clerk, session, (await membersOf(clerk, "check-in")).slice(0, there));
  await chair.goto(`${yishi.base}/s/${session}/chair`);
}

/** Its item is called, and a vote on it is opened in a way, on the chair's page: the vote's address. */
export async function voteOpened(chair: Page, mode = ""): Promise<string> {
  const call = chair.locator("#next").getByRole("button", { name: "开始讨论这一项" });
  if (await call.count()) await call.press("Enter");
  const form = await formOf(chair, "/open-vote");
  if (mode) await form.locator("label.choice", { hasText: mode }).click();
  await form.getByRole("button", { name: "开始表决" }).press("Enter");
  return (await chair.locator("#agenda a[href^='/v/']").last().getAttribute("href")) ?? "";
}

export async function closed(yishi: Yishi, chair: Page, session: string) {
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByText("截止表决", { exact: true }).click();
  const few = chair.getByLabel("我知道了，仍然截止");
  if (await few.count()) await few.check();
  await chair.getByRole("button", { name: "现在截止" }).press("Enter");
}

/** Two tellers find the same, each alone. */
export async function counted(yishi: Yishi, tellers: Page[], vote: string, found: Record<string, string>) {
  for (const teller of tellers) {
    await teller.goto(`${yishi.base}${vote}/count`);
    for (const [name, number] of Object.entries(found)) await teller.locator(`[name='${name}']`).fill(number);
    await teller.getByRole("button", { name: "提交我的清点" }).press("Enter");
    await expect(teller.getByRole("button", { name: "提交我的清点" })).toHaveCount(0);
  }
}

/** The decision of a declared vote is written, countersigned and published: its page. */
export async function decided(yishi: Yishi, { chair, clerk, supervisor }: Officers, vote: string, text: [string, string, string]): Promise<string> {
  const at = `${yishi.base}${vote}/outcome`;
  const [body, responsible, due] = text;
  await clerk.goto(at);
  await clerk.getByLabel("决定内容").fill(body);
  await clerk.getByLabel("责任方").fill(responsible);
  if (due) await clerk.getByLabel("完成期限").fill(due);
  await clerk.getByRole("button", { name: "保存" }).first().press("Enter");
  await supervisor.goto(at);
  await supervisor.getByRole("button", { name: "会签" }).press("Enter");
  await chair.goto(at);
  await chair.getByRole("button", { name: "发布" }).press("Enter");
  await expect(chair).toHaveURL(/\/outcome\//);
  return chair.url().split(/[?#]/)[0] ?? "";
}

/** A decision is carried out in one step that the supervisors accept, and what became of it is published: where it is rated. */
export async function carriedOut({ chair, supervisor }: Omit<Officers, "clerk">, about: string, step: Record<string, string>, [done, money]: [string, string], result: string) {
  await chair.goto(about);
  const plan = await formOf(chair, "/plan");
  await fill(plan, step);
  await plan.getByRole("button", { name: "增加一步" }).press("Enter");
  const reach = await formOf(chair, "/reach");
  await fill(reach, { done, money });
  await reach.getByRole("button", { name: "保存" }).press("Enter");
  await supervisor.goto(about);
  await supervisor.getByRole("button", { name: "验收" }).press("Enter");
  await chair.goto(about);
  const complete = await formOf(chair, "/complete");
  await fill(complete, { text: result });
  await complete.getByRole("button", { name: "公布实施结果" }).press("Enter");
}

/** A body is made by who runs the platform. */
export async function bodyMade(yishi: Yishi, admin: Page, community: string, [kind, name]: [string, string]) {
  await admin.goto(`${yishi.base}/admin/${community}`);
  await admin.getByLabel("种类").selectOption({ label: kind });
  await admin.getByLabel("名称", { exact: true }).fill(name);
  await admin.getByRole("button", { name: "建立" }).press("Enter");
  await expect(admin.getByRole("heading", { name })).toBeVisible();
}

const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章";

/** What the demonstration calls who has this number. */
export function nameOf(number: number): string {
  const digits = [...String(number)].map((digit) => "〇一二三四五六七八九"[Number(digit)]).join("");
  return `${SURNAMES[(number - 1) % SURNAMES.length]}示${digits}`;
}

/** A number as the roll has it. */
export const numbered = (number: number) => String(number).padStart(4, "0");

/** These get a seat in a body: the clerk takes in a list that says so. */
export async function seated(yishi: Yishi, clerk: Page, community: string, body: string, numbers: number[]) {
  const lines = numbers.map((number) => `${numbered(number)},${nameOf(number)},${body}`);
  writeFileSync(join(yishi.folder, "seats.csv"), `编号,姓名,机构\n${lines.join("\n")}\n`);
  await clerk.goto(`${yishi.base}/c/${community}/import`);
  await clerk.getByLabel("文件").setInputFiles(join(yishi.folder, "seats.csv"));
  await clerk.getByRole("button", { name: "预览" }).press("Enter");
  await clerk.getByRole("button", { name: "全部导入" }).press("Enter");
  await expect(clerk).toHaveURL(/\/members/);
}

/** A group that a consultation concerns, on the page where it is kept. */
export const groupOf = (page: Page, name: string) =>
  page.locator("#parties > div", { has: page.getByRole("heading", { name, exact: true }) });

/** The groups that a consultation concerns are named by the clerk, whom the matter leads there: the page where it is kept. */
export async function groupsNamed(clerk: Page, matter: string, groups: string[]): Promise<string> {
  await clerk.goto(matter);
  await clerk.getByRole("link", { name: "列出利益相关方" }).click();
  for (const group of groups) {
    await fill(await formOf(clerk, "/party"), { party: group });
    await clerk.getByRole("button", { name: "列为利益相关方" }).press("Enter");
    await expect(groupOf(clerk, group)).toBeVisible();
  }
  return clerk.url().split(/[?#]/)[0] ?? "";
}

/** A member takes part for a group; a number alone comes back with its name first. */
export async function takesPart(clerk: Page, group: string, number: number) {
  await groupOf(clerk, group).getByText("加参加人").click();
  await groupOf(clerk, group).locator("[name=number]").fill(numbered(number));
  await groupOf(clerk, group).getByRole("button", { name: "加上" }).press("Enter");
  await expect(groupOf(clerk, group).locator("[name=number]")).toHaveValue(`${numbered(number)} ${nameOf(number)}`);
  await groupOf(clerk, group).getByRole("button", { name: "加上" }).press("Enter");
  await expect(groupOf(clerk, group).locator("ul.listed")).toContainText(nameOf(number));
}

/** What is asked for now stands on the first screen, above the bar at the foot. */
export async function atHand(page: Page, act: Locator) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(act, page.url()).toBeInViewport();
}

