import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, isSound, opened, post, print, shoot, test } from "./yishi";

test("Minutes begin with the record; members read the names, the public numbers", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { session, item } = await opened(yishi, chair, clerk);
  await post(chair, `${yishi.base}/do/i/${item}/propose`, { title: "先修主路", body: "主路先修，支路明年。" });
  await post(clerk, `${yishi.base}/do/i/${item}/remark`, { body: "同意先修主路，\n请公布每一段的造价。" });
  await post(chair, `${yishi.base}/do/s/${session}/move/close`, { reason: "今晚讨论到这里", seen: await seen(chair, `${yishi.base}/s/${session}/chair`, "/move/close") });

  // The clerk finds the course of the meeting in the field, shortens and saves it.
  await clerk.goto(`${yishi.base}/s/${session}/minutes`);
  const notes = clerk.getByLabel("会议过程和发言要点");
  await expect(notes).toHaveValue(/提案 1，由会议主持人提出[\s\S]*主路先修[\s\S]*请公布每一段的造价/);
  await isSound(clerk);
  await shoot(clerk, "minutes-begun");
  await notes.fill("提案 1：先修主路，支路明年修。发言的人同意。");
  await clerk.getByRole("button", { name: "保存" }).click();
  await expect(clerk.getByText("会议记录已经保存。下一步：由主持人或监督委员会成员核对签字")).toBeVisible();
  await expect(clerk.getByText("您的职务不能做这件事")).toHaveCount(0);
  await isSound(clerk);
  await shoot(clerk, "minutes-saved");
  await print(clerk, "minutes-saved");
  await expect(clerk.locator("#names")).toContainText("到会 41 人");

  await chair.goto(`${yishi.base}/s/${session}/minutes`);
  await chair.getByRole("button", { name: "核对无误，签字" }).click();
  await chair.getByRole("button", { name: "发布" }).click();
  await expect(chair).toHaveURL(/\/minutes\//);
  const names = chair.getByRole("link", { name: "成员登录后查看" });
  await expect(names).toBeVisible();
  await isSound(chair);
  await shoot(chair, "minutes-public");
  await names.click();
  await expect(chair.getByRole("heading", { name: "到会 41 人" })).toBeVisible();
  await expect(chair.getByText("提案 1：")).toBeVisible();
  await isSound(chair);
  await shoot(chair, "names");
  await print(chair, "names");
  // Nobody else reads them: whoever is not signed in is led to the sign-in, and from there back.
  const answer = await fetch(chair.url(), { redirect: "manual" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/in?next=${encodeURIComponent(new URL(chair.url()).pathname)}`);
});

/** What a form of a page was shown. */
async function seen(page: import("@playwright/test").Page, at: string, action: string) {
  await page.goto(at);
  const field = page.locator(`form[action$='${action}'] input[name=seen]`).first();
  return (await field.count()) ? ((await field.getAttribute("value")) ?? "") : "";
}

test("A picture is uploaded, blacked out by cells and made public by who looked at it", async ({ yishi, open }) => {
  const clerk = await open("云杉村 文书");
  const chair = await open("云杉村 主持人");
  await clerk.getByRole("link", { name: /道路硬化/ }).click();
  const session = clerk.url().split("/s/")[1] ?? "";
  const file = join(yishi.folder, "picture.png");
  // A photograph of whatever this browser shows.
  writeFileSync(file, await clerk.screenshot());
  await clerk.goto(`${yishi.base}/s/${session}`);
  await clerk.getByRole("link", { name: "附图" }).click();
  await isSound(clerk);
  await clerk.getByLabel("照片").setInputFiles(file);
  await clerk.getByRole("button", { name: "上传一张图片" }).click();
  await expect(clerk).toHaveURL(/\/a\//);
  const at = clerk.url();
  await isSound(clerk);
  await shoot(clerk, "picture");
  await clerk.getByLabel("第 1 行第 1 格").check();
  await clerk.getByLabel("第 1 行第 2 格").check();
  await shoot(clerk, "picture-ticked");
  await clerk.getByRole("button", { name: "涂黑选中的部分" }).click();
  await expect(clerk.getByLabel("第 1 行第 1 格")).not.toBeChecked();
  await shoot(clerk, "picture-covered");
  await expect(clerk.getByRole("button", { name: "公开这张图片" })).toHaveCount(0);

  await chair.goto(at);
  await isSound(chair);
  await chair.getByLabel("图片说明").fill("村委会公开栏");
  await shoot(chair, "picture-publish");
  await chair.getByRole("button", { name: "公开这张图片" }).click();
  await expect(chair.getByText("任何人都能看到")).toBeVisible();
  await isSound(chair);
  await chair.goto(`${yishi.base}/c/yunshan/notice/${session}`);
  await expect(chair.getByRole("img", { name: "村委会公开栏" })).toBeVisible();
  await isSound(chair);
  await shoot(chair, "picture-public");
  await chair.goto(at);
  await chair.getByText("撤下这张图片").first().click();
  await chair.getByLabel(/撤下的理由|撤回的原因/).fill("拍到了人");
  await chair.getByRole("button", { name: "撤下这张图片" }).click();
  await expect(chair.getByText("已撤下，理由：拍到了人")).toBeVisible();
  await isSound(chair);
});
