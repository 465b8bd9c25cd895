import { expect, isSound, pages, print, shoot, test } from "./yishi";

// The public record, read without an account, and Story A from objection to the published completion.

test("the board is read, searched, counted and taken along by anybody", async ({ page, standing }) => {
  await page.goto(`${standing.base}/c/yunshan`);
  await expect(page.getByRole("heading", { name: "正在公示" })).toBeVisible();
  await expect(page.getByRole("link", { name: "上季度村级财务收支公开" }).first()).toBeVisible();
  expect(await page.locator("script").count()).toBe(0);
  await isSound(page);

  await page.getByRole("link", { name: "财务公开" }).click();
  await expect(page.getByRole("link", { name: "上季度村级财务收支公开" }).first()).toBeVisible();
  await expect(page.getByText("自来水管网检修停水安排")).toHaveCount(0);
  await isSound(page);

  await page.goto(`${standing.base}/c/yunshan`);
  await page.getByRole("searchbox").fill("停水");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByText("期间停水")).toBeVisible();
  await isSound(page);
  await page.getByRole("link", { name: "自来水管网检修停水安排" }).click();
  await expect(page.locator(".posting")).toContainText("公示期");
  await isSound(page);
  // On the board of the village it is one sheet, with its seal.
  expect(await pages(page)).toBe(1);
  // A decision of last spring with its three steps, and what came of it with the photos before and after.
  await page.goto(`${standing.base}/c/yunshan/search?q=路灯安装&kind=outcome`);
  await page.getByRole("link", { name: "村口至小学路灯安装" }).first().click();
  await expect(page.locator(".milestones > li")).toHaveCount(3);
  await expect(page.locator(".execution")).toContainText("晚于计划");
  await isSound(page);
  await shoot(page, "lamps");
  await page.getByRole("link", { name: "实施结果", exact: true }).click();
  await expect(page.getByRole("img", { name: /装前|装后/ })).toHaveCount(2);
  await isSound(page);
  await shoot(page, "lamps-done");
  await page.goto(`${standing.base}/c/xiangyang/search?q=楼道堆物`);
  await page.locator("a[href*='/outcome/']").first().click();
  expect(await pages(page)).toBe(1);
});

test("a decision is questioned, carried out, accepted, completed and rated", async ({ page, open, yishi }) => {
  const resident = await open("云杉村 村民 resident");
  const chair = await open("云杉村 主持人 chair");
  const supervisor = await open("监督委员会 supervisor");

  // The resident finds the decision on the public board and asks about it.
  await resident.goto(`${yishi.base}/c/yunshan/search?q=误工补贴&kind=outcome`);
  await resident.getByRole("link", { name: "误工补贴人员及标准" }).first().click();
  await expect(resident.locator(".execution")).toContainText("晚于计划");
  const decision = resident.url();
  await isSound(resident);
  await resident.getByRole("link", { name: "提出异议或询问" }).click();
  const about = resident.url();
  await resident.getByLabel("内容").fill("为什么没有五组？请打 13800138000");
  await resident.getByRole("button", { name: "提交", exact: true }).click();
  await expect(resident.getByText("请打 138…")).toBeVisible();
  await expect(resident.getByLabel("内容")).toHaveValue(/为什么没有五组/);
  await resident.getByLabel("内容").fill("为什么没有五组？");
  await resident.getByRole("button", { name: "提交", exact: true }).click();
  await expect(resident.getByText("您提出的")).toBeVisible();
  await resident.getByRole("button", { name: "关注这项决定" }).click();
  await expect(resident.getByRole("button", { name: "不再关注" })).toBeVisible();
  await isSound(resident);

  await chair.goto(about);
  await chair.locator("summary", { hasText: "答复" }).click();
  await chair.locator("details[open] textarea").fill("五组下半年补报。");
  await chair.getByRole("button", { name: "公开答复" }).click();
  await expect(chair.getByText("五组下半年补报。")).toBeVisible();
  await isSound(chair);

  // The second milestone is done; a supervisor accepts it, and the completion is published beside the plan.
  await chair.goto(about);
  await chair.locator("summary", { hasText: "登记完成" }).click();
  await chair.locator("details[open] input[name=done]").fill("2026-03-16");
  await chair.locator("details[open] input[name=money]").fill("5,380");
  await chair.locator("details[open]").getByRole("button", { name: "保存" }).click();
  await expect(chair.getByText("等待验收")).toBeVisible();
  await supervisor.goto(about);
  await supervisor.getByRole("button", { name: "验收" }).click();
  await expect(supervisor.getByText("监督委员会已验收")).toHaveCount(2);
  await chair.goto(about);
  await chair.locator("summary", { hasText: "公布实施结果" }).click();
  await chair.getByLabel("结果说明").fill("第一季度补贴已发放。");
  await chair.getByRole("button", { name: "公布实施结果" }).click();
  await expect(chair.getByRole("link", { name: "实施结果" })).toBeVisible();

  await resident.goto(about);
  await resident.locator("label.choice", { hasText: "基本满意" }).click();
  await resident.getByRole("button", { name: "提交评价" }).click();
  await expect(resident.getByText("1 人评价，来自 1 户")).toBeVisible();
  await resident.goto(`${yishi.base}/c/yunshan/room`);
  await expect(resident.locator("li", { hasText: "误工补贴" }).getByText("实施结果已公布").first()).toBeVisible();

  // Anybody reads it all: question, reply, plan and result, and how it was rated.
  await page.goto(decision);
  await expect(page.getByText("五组下半年补报。")).toBeVisible();
  await page.getByRole("link", { name: "实施结果", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("实施结果");
  await expect(page.getByText("5,380.00 元").first()).toBeVisible();
  await expect(page.getByText("1 人评价，来自 1 户")).toBeVisible();
  await isSound(page);
  await print(page, "completion");
  expect(await pages(page)).toBe(1);
});

test("what is to be disclosed is written, countersigned and posted; what holds personal data is not", async ({ open }) => {
  const clerk = await open("云杉村 文书 clerk");
  await clerk.goto(clerk.url().replace(/\/[^/]*$/, "/room"));
  await clerk.getByRole("link", { name: "公开事项" }).click();
  await clerk.getByLabel("标题").fill("春季绿化用工");
  await clerk.getByLabel("内容").fill("用工 12 人，联系人电话 13900139000。");
  await clerk.getByLabel("公开依据").fill("村民委员会组织法第三十五条");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await clerk.getByRole("button", { name: "保存" }).click();
  await expect(clerk.getByRole("alert")).toContainText("这里有手机号");
  await isSound(clerk);
  await clerk.getByLabel("内容").fill("用工 12 人，到村委会报名。");
  await clerk.getByRole("button", { name: "保存" }).click();
  await expect(clerk.getByRole("heading", { name: "春季绿化用工" })).toBeVisible();
  const form = clerk.url();
  const supervisor = await open("监督委员会 supervisor");
  await supervisor.goto(form);
  await supervisor.getByRole("button", { name: "会签" }).click();
  const chair = await open("云杉村 主持人 chair");
  await chair.goto(form);
  await chair.getByRole("button", { name: "发布" }).click();
  await chair.getByRole("link", { name: "公示和异议" }).click();
  await expect(chair.getByText("公示期还没有满")).toBeVisible();
  await isSound(chair);
});

test("relief is for members: led to from home, whole on one sheet, and nobody else finds it", async ({ open, page, yishi }) => {
  const clerk = await open("云杉村 文书 clerk");
  await clerk.goto(`${yishi.base}/c/yunshan/disclosures/new`);
  await clerk.getByLabel("标题").fill("临时救助名单公示");
  await clerk.getByLabel("事项类别").selectOption({ label: "重点帮扶人员、方案" });
  await clerk.getByLabel("内容").fill("三组 1 户，临时救助 800 元；五组 2 户，各 600 元。");
  await clerk.getByLabel("公开依据").fill("社会救助法第四十五条");
  await clerk.getByLabel("责任方").fill("村民委员会");
  await clerk.getByRole("button", { name: "保存" }).click();
  await isSound(clerk);
  const form = clerk.url();
  const supervisor = await open("云杉村 监督委员会 supervisor");
  await supervisor.goto(form);
  await supervisor.getByRole("button", { name: "会签" }).click();
  const chair = await open("云杉村 主持人 chair");
  await chair.goto(form);
  await chair.getByRole("button", { name: "发布" }).click();

  const resident = await open("云杉村 村民 resident");
  await resident.goto(`${yishi.base}/c/yunshan/room`);
  await expect(resident.getByRole("heading", { name: "只在本村（社区）公开的" })).toBeVisible();
  await isSound(resident);
  await shoot(resident, "room");
  await resident.getByRole("link", { name: "临时救助名单公示" }).click();
  await expect(resident.locator(".sheet")).toContainText("社会救助法第四十五条");
  await expect(resident.locator(".posting")).toContainText("公示期");
  await isSound(resident);
  await shoot(resident, "relief");
  await print(resident, "relief");
  expect(await pages(resident)).toBe(1);
  const sheet = resident.url();
  await resident.getByRole("link", { name: "提出异议或询问" }).click();
  await resident.getByLabel("内容").fill("名单怎样评定？");
  await resident.getByRole("button", { name: "提交", exact: true }).click();
  await expect(resident.getByText("您提出的")).toBeVisible();
  await isSound(resident);
  await shoot(resident, "relief-asked");
  await resident.getByRole("link", { name: "看全文" }).click();
  await expect(resident.locator(".objections")).toContainText("名单怎样评定？");

  // Without an account, and for a member of another community, nothing is there.
  const stranger = await open("向阳里社区 监督委员会 supervisor");
  for (const one of [page, stranger]) {
    expect((await one.goto(sheet))?.status()).toBe(404);
    await one.goto(`${yishi.base}/c/yunshan`);
    await expect(one.getByText("临时救助名单公示")).toHaveCount(0);
  }
});

test("what must not be published is shown in its place, and blanked out where one says so", async ({ open, page, yishi }) => {
  const chair = await open("云杉村 主持人 chair");
  await chair.getByRole("link", { name: "起草会议" }).click();
  await chair.getByLabel("会议名称").fill("用工商量会");
  await chair.getByLabel("地点").fill("村委会会议室");
  await chair.getByLabel("方式").selectOption("onsite");
  await chair.getByLabel("时间", { exact: true }).fill("2026-03-28T19:30");
  await chair.getByLabel("副主持人").selectOption({ index: 2 });
  await chair.getByRole("button", { name: "保存" }).click();
  await chair.getByLabel("议题", { exact: true }).fill("春季用工");
  await chair.getByLabel("会议材料").fill("报名请打 13900139000。");
  await chair.getByRole("button", { name: "增加", exact: true }).click();
  await chair.locator("summary", { hasText: "发布通知" }).click();
  await chair.getByRole("button", { name: "发布通知" }).click();
  await expect(chair.locator("#mask")).toContainText("报名请打 139…");
  await isSound(chair);
  await shoot(chair, "mask");
  const session = chair.url().match(/\/s\/([^/?#]+)/)?.[1] ?? "";
  expect((await page.goto(`${yishi.base}/c/yunshan/notice/${session}`))?.status()).toBe(404);
  await chair.getByRole("button", { name: "照上面选的继续" }).click();
  await expect(chair.locator("#mask")).toHaveCount(0);
  await page.goto(`${yishi.base}/c/yunshan/notice/${session}`);
  await expect(page.locator(".agenda")).toContainText("报名请打 ■");
  await expect(page.locator("body")).not.toContainText("13900139000");
  await isSound(page);
  await shoot(page, "blanked");
});

test("a published record is counted again, on the server or, when the network is gone, on the phone", async ({ page, standing }, info) => {
  await page.goto(`${standing.base}/c/yunshan/search?q=误工补贴&kind=outcome`);
  await page.getByRole("link", { name: "误工补贴人员及标准" }).first().click();
  const record = await (await page.request.get(`${page.url()}/record.json`)).text();
  const forged = record.replace(/"passed":\s*true/, '"passed": false');
  expect(forged).not.toBe(record);
  await page.goto(`${standing.base}/recount`);
  await isSound(page);
  const count = async (button: string, text: string) => {
    await page.getByLabel("或者把记录的内容粘贴在这里").fill(text);
    await page.getByRole("button", { name: button }).click();
  };
  await count("由服务器数", record);
  await expect(page.locator(".recounted li.same")).toContainText("应到 52 人");
  await isSound(page);

  const here = page.getByRole("button", { name: "就在这里数" });
  await page.goto(`${standing.base}/recount`);
  if (info.project.name.startsWith("phone")) {
    await expect(here).toBeHidden();
    return;
  }
  await expect(here).toBeVisible();
  await page.context().setOffline(true);
  await count("就在这里数", record);
  await expect(page.locator(".recounted li.same")).toContainText("应到 52 人，实到 44 人");
  await count("就在这里数", forged);
  await expect(page.locator(".recounted li.differs").first()).toContainText("不一致");
  await expect(page.locator(".recounted li.differs").last()).toContainText("passed：记录写的是 false，重新计票得出 true");
  await count("就在这里数", "[1");
  await expect(page.locator(".recounted li.wrong")).toContainText("不是 JSON");
  await count("就在这里数", '{"kind":"election"}');
  await expect(page.locator(".recounted li.elsewhere")).toContainText("由服务器数");
  await page.context().setOffline(false);
});
