import type { WebSocketRoute } from "@playwright/test";
import { expect, live, opened, post, test } from "./yishi";

/** More than the server tells again after a break: the page has to be loaded anew. */
const MISSED = 205;

test("a page that missed too much is not live before it was loaded anew @hydrate", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { item } = await opened(yishi, chair, clerk);
  const thread = `${yishi.base}/i/${item}/thread`;
  // Whoever presides is not held back by how much they say.
  const say = (body: string, key: string) => post(chair, `${yishi.base}/do/i/${item}/remark`, { body, key });

  // The line of this phone can be cut; the page itself can be had, or cannot, in any of the ways in which it fails.
  const phone = await open("云杉村 村民代表");
  let cut = false;
  let lines: WebSocketRoute[] = [];
  await phone.routeWebSocket(/\/live\//, (line) => {
    if (cut) {
      line.close();
    } else {
      lines.push(line, line.connectToServer());
    }
  });
  let gone = false;
  let failed = 0;
  await phone.route(thread, (route) => {
    if (!gone || route.request().resourceType() !== "fetch") return route.continue();
    failed += 1;
    return failed % 2 === 0 ? route.abort() : route.fulfill({ status: 503, body: "" });
  });
  await phone.clock.install();
  // Between two tries the phone waits; its clock is put forward.
  const failures = (least: number) =>
    expect
      .poll(() => phone.clock.runFor(500).then(() => failed), { intervals: [100] })
      .toBeGreaterThanOrEqual(least);
  await phone.goto(thread);
  await live(phone);
  const field = phone.getByLabel("我要说");
  await field.fill("我还没写完");
  await phone.evaluate(() => {
    const line = document.querySelector(".live");
    const states: (string | null | undefined)[] = [];
    Object.assign(window, { states });
    const note = () => states.push(line?.getAttribute("data-state"));
    if (line) new MutationObserver(note).observe(line, { attributes: true, attributeFilter: ["data-state"] });
  });

  // It goes away, and more is said than it will be told again.
  cut = true;
  for (const line of lines) await line.close();
  lines = [];
  await expect(phone.locator(".live")).not.toHaveAttribute("data-state", "live");
  const missed = Array.from({ length: MISSED }, (_, index) => index + 1);
  await Promise.all(missed.map((number) => say(`第 ${number} 句。`, `missed-${number}`)));

  // The line is there again, the page is not: it is asked for again and again, and all that time the page does not say that it
  // is live, whatever the line tells it meanwhile.
  gone = true;
  cut = false;
  await failures(2);
  expect(lines.length, "the line was joined again").toBeGreaterThan(0);
  await say("这时候说的话。", "meanwhile");
  const before = failed;
  await failures(before + 6);
  const states = await phone.evaluate(() => (window as unknown as { states: string[] }).states);
  expect(states).not.toContain("live");
  await expect(phone.locator(".live")).toContainText("正在重新连接");
  await expect(phone.getByRole("link", { name: "刷新" })).toBeVisible();

  // The page can be had again: everything that was missed is there, and only then it is live.
  gone = false;
  await live(phone);
  // The newest twenty stand there, and what lies before them is one link away, as on a page that is opened now.
  await expect(phone.locator(".remarks > .remark")).toHaveCount(20);
  await expect(phone.locator(".remarks")).toContainText("这时候说的话。");
  await expect(phone.locator(".earlier a")).toHaveText(`更早的 ${MISSED + 1 - 20} 条`);
  await expect(field).toHaveValue("我还没写完");
  await say("后来说的话。", "after");
  await expect(phone.locator(".remarks > .remark")).toHaveCount(21);
});

test("a dead line and a login that has ended are said @hydrate", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const { session } = await opened(yishi, chair, await open("云杉村 文书"));
  const phone = await open("云杉村 村民代表");
  // The line can go dead without ending: nothing comes through any more.
  let dead = false;
  await phone.routeWebSocket(/\/live\//, (line) => {
    const server = line.connectToServer();
    line.onMessage((said) => dead || server.send(said));
    server.onMessage((told) => dead || line.send(told));
  });
  await phone.clock.install();
  await phone.goto(`${yishi.base}/s/${session}`);
  await live(phone);
  const line = phone.locator(".live");
  dead = true;
  await phone.clock.runFor(10_000);
  await expect(line).toHaveAttribute("data-state", "again");
  dead = false;
  await expect.poll(() => phone.clock.runFor(500).then(() => line.getAttribute("data-state"))).toBe("live");

  // The login ends on another page: this one says so, with the way back, and asks no more.
  await post(phone, `${yishi.base}/do/sign-out`, {});
  await expect.poll(() => phone.clock.runFor(500).then(() => line.getAttribute("data-state"))).toBe("out");
  await expect(line).toContainText("登录已经结束");
  await expect(line).not.toContainText("正在重新连接");
  await phone.clock.runFor(30_000);
  await expect(line).toHaveAttribute("data-state", "out");
  await line.getByRole("link", { name: "重新登录" }).click();
  await expect(phone).toHaveURL(/\/in\?next=/);
});
