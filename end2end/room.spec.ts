import type { BrowserContext } from "@playwright/test";
import { expect, isSound, live, membersOf, opened, post, test, castBallot } from "./yishi";

test("a discussion and a vote, without leaving the page @hydrate", async ({ yishi, open, browser, contextOptions }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { session, item } = await opened(yishi, chair, clerk);
  const thread = `${yishi.base}/i/${item}/thread`;

  // Four others: an old phone, one without JavaScript, one whose network refuses the WASM, and the hall's screen.
  const phone = await open("云杉村 村民代表");
  await phone.clock.install();
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.goto(thread);
  await live(phone);
  await isSound(phone);
  const other = async (role: string, options: object, prepare?: (context: BrowserContext) => Promise<void>) => {
    const context = await browser.newContext({ ...contextOptions, viewport: { width: 360, height: 740 }, ...options });
    await prepare?.(context);
    const page = await context.newPage();
    await yishi.signIn(page, role);
    return page;
  };
  // What a screen reader is given: headings in order, the state in words, fields with their names.
  await expect(phone.locator("main")).toMatchAriaSnapshot(`
    - main:
      - heading "村民代表会议（村内道路硬化）" [level=1]
      - status: /已连接/
      - status
      - heading "村内道路硬化" [level=2]
      - heading "建议" [level=2]
      - heading "发言" [level=2]
      - textbox "我要说"
      - button "发言"
  `);
  const bare = await other("云杉村 副主持人", { javaScriptEnabled: false });
  const blocked = await other("监督委员会", {}, (context) => context.route(/\.wasm/, (route) => route.abort()));
  // Whoever is not on the roll of representatives takes part as an observer; the deputy is in the hall already.
  await post(blocked, `${yishi.base}/do/s/${session}/online`, {});
  await bare.goto(thread);
  await isSound(bare);
  await blocked.goto(thread);
  const screen = await clerk.context().newPage();
  await screen.goto(`${yishi.base}/s/${session}/screen`);
  await live(screen);
  await expect(screen.locator("#screen")).toContainText("应到 52，实到 41");
  await expect(screen.locator("main")).toMatchAriaSnapshot(`
    - main:
      - heading "村内道路硬化" [level=2]
      - paragraph: /应到 52，实到 41/
      - complementary:
        - img "会场签到二维码，每分钟更换"
  `);
  await isSound(screen);

  // Nothing typed is refused; what is done then takes the refusal along, from its field, from the heading and from the title.
  await phone.getByRole("button", { name: "发言", exact: true }).click();
  await expect(phone.locator("#problem")).toBeVisible();
  await expect(phone).toHaveTitle(/^错误：/);
  await live(phone);
  await phone.getByLabel("我要说").fill("大家好。");
  await phone.getByRole("button", { name: "发言", exact: true }).click();
  await expect(phone.locator(".remarks")).toContainText("大家好。");
  await expect(phone.locator("#problem, .refusal, [aria-invalid]")).toHaveCount(0);
  await expect(phone).not.toHaveTitle(/错误/);

  // The phone says something: its page shows it without being loaded anew, and nothing is left in the form.
  await phone.evaluate(() => Object.assign(window, { stayed: true }));
  await phone.getByLabel("我要说").fill("三组的路雨天走不了。");
  await phone.getByRole("button", { name: "发言", exact: true }).click();
  await expect(phone.locator(".remarks")).toContainText("三组的路雨天走不了。");
  await expect(phone.getByLabel("我要说")).toHaveValue("");

  // Without JavaScript and without WASM the same forms work.
  for (const [page, words] of [
    [bare, "先修主路。"],
    [blocked, "账目要公开。"],
  ] as const) {
    await page.getByLabel("我要说").fill(words);
    await page.getByRole("button", { name: "发言", exact: true }).click();
    await expect(page.locator(".remarks")).toContainText(words);
    await expect(page.locator(".remarks")).toContainText("三组的路雨天走不了。");
    await expect(phone.locator(".remarks")).toContainText(words);
  }

  // A half-written remark survives fifty events, and the lines that come do not take the field away.
  const field = phone.getByLabel("我要说");
  await field.fill("我还没写完");
  await field.focus();
  const storm = Array.from({ length: 50 }, (_, index) => ({ body: `第 ${index + 1} 句。`, key: `storm-${index + 1}` }));
  // Whoever presides is not held back by how much they say.
  await Promise.all(storm.map((remark) => post(chair, `${yishi.base}/do/i/${item}/remark`, remark)));
  await expect(phone.locator(".remark")).toHaveCount(54);
  await expect(field).toHaveValue("我还没写完");
  await expect(field).toBeFocused();
  const held = phone.locator(".live-new");
  if (await held.isVisible()) {
    await held.click();
  }
  await expect(phone.locator(".remark").last()).toBeVisible();

  // Thirty seconds of its clock without a network: the page says so, the text stays, and what was missed comes back.
  await phone.context().setOffline(true);
  await phone.getByRole("button", { name: "发言", exact: true }).click();
  await expect(phone.locator(".live-said")).toContainText("没有发出");
  await expect(field).toHaveValue("我还没写完");
  await post(clerk, `${yishi.base}/do/i/${item}/remark`, { body: "断网时说的话。", key: "offline-1" });
  for (let second = 1; second <= 30; second++) await phone.clock.runFor(1_000);
  await phone.context().setOffline(false);
  await live(phone);
  await expect(phone.locator(".remarks")).toContainText("断网时说的话。");
  await phone.getByRole("button", { name: "发言", exact: true }).click();
  await expect(phone.locator(".remarks")).toContainText("我还没写完");
  await expect(phone.locator(".remark")).toHaveCount(56);

  // A proposal, a second from another phone, and the chair puts it to the vote.
  await phone.getByText("我要提建议").click();
  await phone.getByLabel("标题").fill("改用沥青");
  await phone.locator("#propose").getByLabel("内容").fill("预算 **20** 万元。");
  await phone.locator("#propose").getByLabel("用格式（Markdown）").check();
  await phone.getByRole("button", { name: "预览" }).click();
  await expect(phone.locator("#preview strong")).toHaveText("20");
  await isSound(phone);
  await phone.getByRole("button", { name: "提出建议" }).click();
  await expect(phone.locator(".proposal h3")).toHaveText("改用沥青");
  await phone.evaluate(() => Object.assign(window, { stayed: true }));
  await bare.goto(thread);
  await bare.getByRole("button", { name: "附议" }).click();
  // What somebody types, of any length and script, breaks no page: long words, emoji, right to left, full width.
  const odd = ["长".repeat(4_000), "w".repeat(5_900), "👨‍👩‍👧‍👦👍🏽", "שלום עולם", "ＡＢＣ１２３"].join("");
  await post(clerk, `${yishi.base}/do/i/${item}/remark`, { body: odd.slice(-1_900), key: "odd-1" });
  await post(clerk, `${yishi.base}/do/i/${item}/propose`, {
    title: "W".repeat(120),
    body: odd,
    key: "odd-2",
  });
  await bare.goto(thread);
  await expect(bare.locator(".remarks")).toContainText("שלום");
  await isSound(bare);
  for (const one of [".proposal a[href^='/p/']", ".remark a[href^='/r/']"]) {
    await bare.goto(thread);
    await bare.locator(one).last().click();
    await isSound(bare);
  }
  await expect(phone.getByRole("button", { name: "附议（1）" })).toBeVisible();
  await chair.goto(`${thread}`);
  await chair.locator(".proposal", { hasText: "改用沥青" }).getByRole("link", { name: "看全文和修改" }).click();
  await chair.getByText("改用沥青（第 1 稿）").click();
  await isSound(chair);
  await chair.getByRole("button", { name: "把第 1 稿付表决" }).click();

  // A roll-call reaches people wherever they are, and is answered where they are.
  await chair.getByText("点名", { exact: true }).click();
  await chair.getByRole("button", { name: "开始点名" }).click();
  await expect(phone.locator("#ask")).toContainText("正在点名");
  await expect(phone.getByRole("button", { name: "我在" })).toBeInViewport();
  await isSound(phone);
  await post(phone, `${yishi.base}/do/s/${session}/roll-call/answer`, {});
  await clerk.goto(`${yishi.base}/s/${session}/roll-call`);
  await isSound(clerk);
  const silent = await membersOf(clerk, "roll-call/answer");
  await Promise.all(silent.map((member) => post(clerk, `${yishi.base}/do/s/${session}/roll-call/answer`, { member })));
  await chair.reload();
  await chair.locator("summary", { hasText: "结束点名" }).click();
  await chair.getByRole("button", { name: "结束点名" }).click();
  await expect(phone.locator("#ask")).not.toContainText("正在点名");

  // Somebody asks for the floor, is given it, and the hall sees who speaks and until when.
  await bare.goto(`${yishi.base}/s/${session}`);
  await bare.getByText("举手要求发言").first().click();
  await bare.getByLabel("赞成").check();
  await bare.getByRole("button", { name: "举手要求发言" }).click();
  await expect(bare.getByRole("button", { name: "不发言了" })).toBeVisible();
  await isSound(bare);
  await chair.getByRole("button", { name: "请下一位发言" }).click();
  await expect(screen.locator("#screen")).toContainText("周示五（赞成）正在发言");
  await expect(bare.locator("main")).toMatchAriaSnapshot(`
    - main:
      - heading "村民代表会议（村内道路硬化）" [level=1]
      - heading "发言席" [level=2]
      - button "不发言了"
      - heading "议题" [level=2]
  `);

  // The vote that opens shows on every page that is open, and is said aloud without taking the focus.
  await field.focus();
  await live(chair);
  await chair.getByRole("button", { name: "开始表决" }).click();
  await expect(phone.locator("#ask")).toContainText("表决开始了，您还没有投票");
  await expect(phone).toHaveTitle(/^请投票/);
  await expect(field).toBeFocused();
  await expect(phone.getByRole("link", { name: "去投票" })).toBeVisible();
  await expect(screen.locator("#screen")).toContainText("正在表决");
  await phone.getByRole("link", { name: "去投票" }).click();
  await live(phone);
  await isSound(phone);
  await phone.getByText("赞成", { exact: true }).click();

  // While the ballot is half filled in, others vote and the server is restarted: the choice stays.
  const ballot = new URL(phone.url()).pathname;
  await bare.goto(yishi.base + ballot);
  await castBallot(bare, "反对");
  await expect(phone.locator(".vote-state")).toContainText("1 人已投（含领纸票）");
  await yishi.restart();
  await live(phone);
  await expect(phone.locator("input[value=support]")).toBeChecked();
  // The first screen stands as it was left; without a network nothing is cast, and the page says so and stays.
  await phone.getByRole("button", { name: "下一步：核对我的票" }).click();
  await expect(phone.locator(".chosen")).toHaveText("赞成");
  await phone.context().setOffline(true);
  await phone.getByRole("button", { name: "投出这一票" }).click();
  await expect(phone.getByText("这一票还没有投出")).toBeVisible();
  for (let second = 1; second <= 30; second++) await phone.clock.runFor(1_000);
  await phone.context().setOffline(false);
  await live(phone);
  await isSound(phone);
  await phone.getByRole("button", { name: "投出这一票" }).click();
  await expect(phone.getByText("您的票已保存：赞成")).toBeVisible();

  // One more fills a ballot in when the vote closes: it is said beside the form, and the form is not taken away.
  const late = await chair.context().newPage();
  await late.goto(yishi.base + ballot);
  await live(late);
  await late.getByText("弃权", { exact: true }).click();
  await chair.reload();
  await chair.getByText("截止表决", { exact: true }).click();
  await chair.getByRole("button", { name: "现在截止" }).click();
  await expect(late.locator(".vote-state")).toContainText("不再收票");
  await expect(late.locator("input[value=abstain]")).toBeChecked();
  await chair.getByRole("button", { name: "宣布结果" }).click();
  await expect(screen.locator("#screen .numbers")).toBeVisible();
  await expect(phone.locator(".vote-state .numbers")).toBeVisible();
  await isSound(screen);
  await isSound(chair);
  for (const page of [bare, blocked]) {
    await page.context().close();
  }
});
