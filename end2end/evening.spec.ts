import { type APIRequestContext, type Locator, type Page, request } from "@playwright/test";
import { expect, isSound, post, test, type Yishi } from "./yishi";

/** What an evening may cost its officers: every tap, Enter, filled field and page load on their devices together. */
const MOST = 300;

/** The taps, Enters, filled fields and page loads of the officers' devices, by what they were for. */
class Cost {
  private readonly of = new Map<string, { hands: number; loads: number }>();
  private now = "";

  begins(part: string) {
    this.now = part;
    if (!this.of.has(part)) this.of.set(part, { hands: 0, loads: 0 });
  }

  private add(what: "hands" | "loads") {
    const part = this.of.get(this.now);
    if (part) part[what] += 1;
  }

  /** A device: what is done on it counts, and each page that it loads. */
  at(page: Page): Device {
    page.on("load", () => this.add("loads"));
    return new Device(page, () => this.add("hands"));
  }

  total(what: "hands" | "loads"): number {
    return [...this.of.values()].reduce((sum, part) => sum + part[what], 0);
  }

  told(): string {
    const lines = [...this.of].map(([part, { hands, loads }]) => `  ${part}: ${hands} (${loads} pages)`);
    const [hands, loads] = [this.total("hands"), this.total("loads")];
    return [`An evening of 42: ${hands} taps, Enters and fields and ${loads} pages, ${hands + loads} in all`, ...lines].join("\n");
  }
}

/** A device of an officer's, whose owner does each thing with their own hand. */
class Device {
  constructor(
    readonly page: Page,
    private readonly counts: () => void,
  ) {}

  async tap(what: Locator) {
    this.counts();
    await what.click();
  }

  async fill(what: Locator, text: string) {
    this.counts();
    await what.fill(text);
  }

  /** A page is opened: the tap on what leads there, wherever it stood. */
  async go(address: string) {
    this.counts();
    await this.page.goto(address);
  }

  /** The page is looked at again. */
  async again() {
    this.counts();
    await this.page.reload();
  }

  /** A field is filled and sent with Enter: two. */
  async enter(label: string, text: string) {
    const field = this.page.getByLabel(label);
    await expect(field).toBeFocused();
    this.counts();
    await field.fill(text);
    this.counts();
    await Promise.all([this.page.waitForEvent("load"), field.press("Enter")]);
  }

  button = (name: string | RegExp) => this.page.getByRole("button", { name, exact: true });
  link = (name: string | RegExp) => this.page.getByRole("link", { name });
  summary = (text: string) => this.page.locator("summary", { hasText: text });
  next = (name: string) => this.page.locator("#next").getByRole("button", { name, exact: true });
}

/** Somebody at home: the slip's code is typed, and the phone is there. Nothing of it is the officers' work on the evening. */
async function phone(yishi: Yishi, session: string, number: string, code: string): Promise<APIRequestContext> {
  const own = await request.newContext({ baseURL: yishi.base, extraHTTPHeaders: { origin: yishi.base } });
  await own.post("/do/in/code", { form: { number, code } });
  const came = await own.post(`/do/s/${session}/online`, { form: {}, maxRedirects: 0 });
  expect(came.headers()["location"]).toBe(`/s/${session}`);
  return own;
}

/** The slips that a page of slips prints: number and code. */
async function slips(yishi: Yishi, by: Page, members: string[]) {
  const sheet = await by.request.post(`${yishi.base}/do/c/yunshan/slips`, {
    headers: { origin: yishi.base, "content-type": "application/x-www-form-urlencoded" },
    data: `${members.map((member) => `member=${member}`).join("&")}&in_person=1&anew=1`,
  });
  const cards = (await sheet.text()).split('class="slip"').slice(1);
  return cards.map((card) => [/编号 (\d+)/.exec(card)?.[1] ?? "", /class="code">([^<]+)</.exec(card)?.[1] ?? ""] as const);
}

/** The chair announces a meeting with two items, ready for the vote. It is done the days before, and not counted. */
async function announced(yishi: Yishi, chair: Page): Promise<string> {
  await chair.getByRole("link", { name: "起草会议" }).click();
  for (const [label, text] of [
    ["会议名称", "村民代表会议（道路和路灯）"],
    ["地点", "村委会会议室"],
    [/^特殊情况/, "汛期前须完工"],
  ] as const) {
    await chair.getByLabel(label).fill(text);
  }
  await chair.getByLabel("时间", { exact: true }).fill("2026-03-16T19:45");
  await chair.getByLabel("方式").selectOption("both");
  await chair.getByLabel("副主持人").selectOption({ index: 2 });
  await chair.getByRole("button", { name: "保存" }).click();
  for (const title of ["村内道路硬化", "路灯改造"]) {
    await chair.getByLabel("议题", { exact: true }).fill(title);
    await chair.getByRole("button", { name: "增加", exact: true }).click();
  }
  const desk = chair.url();
  const items = await chair.locator("#agenda li[id^='item-']").evaluateAll((all) => all.map((one) => one.id.slice(5)));
  expect(items).toHaveLength(2);
  for (const [index, item] of items.entries()) {
    await post(chair, `${yishi.base}/do/i/${item}/text`, {
      title: index ? "路灯改造方案" : "村内道路硬化方案",
      body: "资金来源：村集体经济收入。",
      base: "0",
    });
    for (const ground of ["party_study", "consultation"]) {
      await post(chair, `${yishi.base}/do/i/${item}/gates/${ground}`, { said: "2026年3月10日研究，同意", base: "0" });
    }
  }
  await chair.goto(desk);
  await chair.locator("summary", { hasText: "发布通知" }).click();
  await chair.getByRole("button", { name: "发布通知" }).click();
  return chair.url().split("/s/")[1]?.split("/")[0] ?? "";
}

test("an evening of 42 costs its officers at most 300 taps, Enters, fields and pages @desk", async ({ yishi, open }) => {
  const [onChair, onClerk, admin] = [await open("云杉村 主持人"), await open("云杉村 文书"), await open("管理员")];
  const session = await announced(yishi, onChair);
  // The slips were handed out in the village.
  await onClerk.goto(`${yishi.base}/s/${session}/door`);
  await admin.goto(`${yishi.base}/admin/yunshan`);
  await yishi.restart("2026-03-16T19:46+08:00");
  const [onFirst, onSecond] = [await open("云杉村 计票人"), await open("云杉村 第二计票人")];

  const cost = new Cost();
  const [chair, clerk, first, second] = [onChair, onClerk, onFirst, onSecond].map((page) => cost.at(page)) as [
    Device,
    Device,
    Device,
    Device,
  ];

  // 19:46. The chair opens; 21 come to the table one by one, 21 are on their phones.
  cost.begins("opening");
  await chair.go(`${yishi.base}/c/yunshan/room`);
  await chair.tap(chair.link(/道路和路灯/).first());
  await chair.tap(onChair.locator("a[href$='/chair']").first());
  await chair.tap(chair.next("宣布开会"));

  cost.begins("door");
  await clerk.go(`${yishi.base}/c/yunshan/room`);
  await clerk.tap(clerk.link(/道路和路灯/).first());
  await clerk.tap(onClerk.locator("a[href$='/door']").first());
  const everybody = await onClerk
    .locator("form[action$='/check-in'] input[name=member]")
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).filter(Boolean));
  const numbers = await onClerk.locator("ul.people li").evaluateAll((all) => all.map((one) => /\d{4}/.exec(one.textContent ?? "")?.[0] ?? ""));
  expect(everybody.length).toBeGreaterThanOrEqual(42);
  const onPaper = numbers.slice(0, 21);
  for (const number of onPaper) {
    await clerk.enter("编号或姓名，按回车签到", number);
  }
  await isSound(onClerk);
  const offices = await admin
    .locator("form[action$='/slips'] input[name=member]")
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const online = everybody.filter((one, index) => index >= 21 && !offices.includes(one)).slice(0, 21);
  expect(online).toHaveLength(21);
  const phones: APIRequestContext[] = [];
  for (const [number, code] of await slips(yishi, onClerk, online)) phones.push(await phone(yishi, session, number, code));

  /** Whoever has a phone votes on it. */
  const byPhone = async (vote: string, against: number) => {
    for (const [index, own] of phones.entries()) {
      const form = { choice: index < against ? "against" : "for" };
      const cast = await own.post(`/do${vote}/ballot`, { form, maxRedirects: 0 });
      expect(cast.headers()["location"]).toContain("#stored");
    }
  };
  /** The address of the vote that is open. */
  const running = async () => {
    const all = await onChair.locator("#agenda a[href^='/v/']").evaluateAll((links) => links.map((one) => one.getAttribute("href") ?? ""));
    return all.at(-1) ?? "";
  };
  const labels = ["票箱里共有几张", "赞成", "反对", "弃权", "空白（算弃权）", "废票（多选或看不清）"];
  const count = async (teller: Device, piles: number[]) => {
    for (const [index, label] of labels.entries()) {
      await teller.fill(teller.page.getByLabel(label, { exact: true }), String(piles[index]));
    }
    await teller.tap(teller.button("提交我的清点"));
  };

  /** The chair closes the vote, and both tellers go to their page. */
  const toTheCount = async () => {
    await chair.again();
    await chair.tap(chair.page.locator("#next summary", { hasText: "截止表决" }));
    await chair.tap(chair.next("现在截止"));
    for (const teller of [first, second]) {
      await teller.go(`${yishi.base}/s/${session}`);
      await teller.tap(teller.link(/^清点$/).first());
    }
  };

  // The first item: papers by number and Enter, two counts that differ, another count, the result.
  cost.begins("first vote, with another count");
  await chair.tap(chair.next("开始讨论这一项"));
  await chair.tap(chair.next("开始表决"));
  const road = await running();
  await clerk.tap(onClerk.locator(`a[href='/s/${session}']`).first());
  await clerk.tap(clerk.link("纸质票").first());
  for (const number of onPaper) {
    await clerk.enter("编号或姓名，按回车发票", number);
  }
  await expect(onClerk.getByText("在外 21 张")).toBeVisible();
  await byPhone(road, 3);
  await toTheCount();
  await count(first, [21, 18, 2, 1, 0, 0]);
  await count(second, [21, 17, 3, 1, 0, 0]);
  await expect(onSecond.getByText("第 1 次清点不一致")).toBeVisible();
  await count(second, [21, 17, 3, 1, 0, 0]);
  await first.again();
  await count(first, [21, 17, 3, 1, 0, 0]);
  await chair.again();
  await chair.tap(chair.next("宣布结果"));
  await expect(onChair.getByText("赞成 35 人", { exact: false }).first()).toBeVisible();

  // The second item: a vote that is voided for an amendment, and the vote that decides.
  cost.begins("second vote, voided");
  await chair.tap(chair.next("开始讨论这一项"));
  await chair.tap(chair.next("开始表决"));
  const voided = await running();
  await chair.tap(chair.summary("作废这轮表决").first());
  const why = onChair.locator("form[action$='/void']").first();
  await chair.fill(why.getByLabel("公开的原因"), "漏写了路灯的数量");
  await chair.tap(why.getByRole("button", { name: "作废这轮表决" }));

  cost.begins("third vote");
  await chair.go(`${yishi.base}/s/${session}/chair`);
  await chair.tap(chair.next("开始表决"));
  const lamps = await running();
  expect(lamps).not.toBe(voided);
  await clerk.go(`${yishi.base}/s/${session}`);
  await clerk.tap(clerk.link("纸质票").last());
  // The ballots lie on the chairs of the hall: all of them at once.
  await clerk.tap(clerk.link(/^还没领 21$/));
  await clerk.tap(clerk.button("每人发一张：下面列出的 21 人"));
  await expect(onClerk.getByText("在外 21 张")).toBeVisible();
  await byPhone(lamps, 6);
  await toTheCount();
  for (const teller of [first, second]) await count(teller, [21, 15, 5, 0, 1, 0]);
  await chair.again();
  await chair.tap(chair.next("宣布结果"));
  await chair.tap(chair.page.locator("#next summary", { hasText: "宣布闭会" }));
  await chair.tap(chair.next("宣布闭会"));

  // What is left: two decisions, written, signed by a supervisor, published; the minutes.
  cost.begins("decisions");
  const supervisor = await open("监督委员会");
  for (const [vote, said] of [
    [road, "会议通过村内道路硬化方案。"],
    [lamps, "会议通过路灯改造方案。"],
  ] as const) {
    await clerk.go(`${yishi.base}${vote}/outcome`);
    await clerk.fill(onClerk.getByLabel("决定内容"), said);
    await clerk.fill(onClerk.getByLabel("责任方"), "村民委员会");
    await clerk.fill(onClerk.getByLabel("完成期限"), "2026-06-20");
    await clerk.tap(clerk.button("保存").first());
    await supervisor.goto(`${yishi.base}${vote}/outcome`);
    await supervisor.getByRole("button", { name: "会签" }).click();
    await chair.go(`${yishi.base}${vote}/outcome`);
    await chair.tap(chair.button("发布"));
    await expect(onChair).toHaveURL(/\/outcome\//);
  }
  cost.begins("minutes");
  await clerk.go(`${yishi.base}/s/${session}/minutes`);
  await clerk.fill(onClerk.getByLabel("会议过程和发言要点"), "会议于 21:10 结束。");
  await clerk.tap(clerk.button("保存"));
  await chair.go(`${yishi.base}/s/${session}/minutes`);
  await chair.tap(chair.button("核对无误，签字"));
  await chair.tap(chair.button("发布"));
  await expect(onChair.locator("article")).toContainText("会议于 21:10 结束。");

  console.log(cost.told());
  expect(cost.total("hands") + cost.total("loads")).toBeLessThanOrEqual(MOST);
  expect(yishi.command("verify", "--database", "sqlite:data/yishi.sqlite")).toContain("0 findings");
  for (const own of phones) await own.dispose();
});
