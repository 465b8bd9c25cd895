import { type Browser, type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import axe from "axe-core";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const binary = process.env.YISHI_BINARY ?? join(__dirname, "../target/debug/yishi");

/** When the village's meeting may begin: it was called for half past seven. */
const EVENING = "2026-03-16T19:32+08:00";

/** A running server with the demonstration's two places, on the evening of the village's meeting. */
export class Yishi {
  private constructor(
    readonly base: string,
    readonly folder: string,
    private child: ChildProcess,
    private readonly links: string[],
    private readonly port: number,
    private readonly database: string,
    private at = EVENING,
  ) {}

  /** `database`: an empty PostgreSQL database; else a copy of the demonstration in SQLite. */
  static async start(database = ""): Promise<Yishi> {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const folder = mkdtempSync(join(tmpdir(), "yishi-"));
    mkdirSync(join(folder, "data"));
    if (!database) copyFileSync(process.env.YISHI_DEMONSTRATION ?? "", join(folder, "data/yishi.sqlite"));
    const links: string[] = [];
    const child = await Yishi.serve(port, folder, links, database, EVENING);
    return new Yishi(base, folder, child, links, port, database);
  }

  private static async serve(port: number, folder: string, links: string[], database: string, at: string): Promise<ChildProcess> {
    const kept = database ? ["--database", database] : [];
    const child = spawn(
      binary,
      ["serve", "--demo", "--demo-at", at, "--listen", `127.0.0.1:${port}`, ...kept],
      { cwd: folder, env: { PATH: process.env.PATH, YISHI_LOG_LEVEL: "warn" } },
    );
    await new Promise<void>((ready, failed) => {
      let text = "";
      child.stdout.on("data", (chunk) => {
        text += chunk;
        if (text.includes("Serving on")) {
          links.push(...text.split("\n").filter((line) => /\/(slip|link)\//.test(line)));
          ready();
        }
      });
      child.stderr.on("data", (chunk) => process.stderr.write(chunk));
      child.on("exit", () => failed(new Error(`yishi ended: ${text}`)));
    });
    const answers = () => fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false);
    while (child.exitCode === null && !(await answers())) await new Promise((later) => setTimeout(later, 50));
    return child;
  }

  /** Ends the server as a power cut would and starts it anew on the same database and address, at another time if one is given. */
  async restart(at = this.at) {
    this.at = at;
    this.child.removeAllListeners("exit");
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGKILL");
    await ended;
    // Each start prints new links; the old ones are revoked.
    this.links.length = 0;
    this.child = await Yishi.serve(this.port, this.folder, this.links, this.database, this.at);
  }

  stop() {
    this.child.removeAllListeners("exit");
    this.child.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs the command line on this server's database. */
  command(...args: string[]): string {
    return execFileSync(binary, args, { cwd: this.folder, env: { PATH: process.env.PATH }, encoding: "utf8" });
  }

  /** Signs in with the slip that was printed for a role; staff of an office above choose a name and a password by their link. */
  async signIn(page: Page, role: string) {
    const line = this.links.find((one) => one.includes(role));
    if (!line) throw new Error(`no link for ${role}`);
    const address = line.trim().split(/\s+/)[0] ?? "";
    await page.goto(address.replace(/^https?:\/\/[^/]+/, this.base));
    if (address.includes("/link/")) {
      await page.getByLabel("用户名").fill("yunling");
      for (const field of ["password", "again"]) await page.locator(`input[name=${field}]`).fill("一个很长的演示用密码");
      await page.getByRole("button", { name: "保存" }).click();
    } else {
      await page.getByRole("button", { name: /^我是/ }).click();
    }
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => found(port));
    });
  });
}

/** A browser of one's own for a role, with the project's viewport and script setting. */
export type Open = (role: string) => Promise<Page>;

/** A browser of one's own for a member without an office, by number: the clerk prints a slip, and they type what stands on it. */
export type Comes = (clerk: Page, community: string, number: string) => Promise<Page>;

export const test = base.extend<{ yishi: Yishi; device: () => Promise<Page>; open: Open; comes: Comes }, { standing: Yishi }>({
  // One server for all tests of a worker that only read what anybody reads.
  standing: [
    // biome-ignore lint: Playwright wants the empty pattern
    async ({}, use) => {
      const yishi = await Yishi.start();
      await use(yishi);
      yishi.stop();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint: Playwright wants the empty pattern
  yishi: async ({}, use, info) => {
    const postgres = info.project.name === "PostgreSQL" ? (process.env.STORIES_POSTGRES ?? "") : "";
    const yishi = await Yishi.start(postgres);
    await use(yishi);
    yishi.stop();
  },
  device: async ({ browser, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext(contextOptions);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  open: async ({ device, yishi }, use) => {
    await use(async (role) => {
      const page = await device();
      await yishi.signIn(page, role);
      return page;
    });
  },
  comes: async ({ device, yishi }, use) => {
    await use(async (clerk, community, number) => {
      await clerk.goto(`${yishi.base}/c/${community}/members?q=${number}`);
      await clerk.locator("main a[href*='/members/']", { hasText: /示/ }).first().click();
      await clerk.getByLabel("当面交给本人（登录即为已核实）").check();
      await clerk.getByRole("button", { name: "重新生成纸条" }).press("Enter");
      const code = await clerk.locator(".slip .code").innerText();
      const page = await device();
      await page.goto(`${yishi.base}/in`);
      await page.getByLabel("编号").fill(number);
      await page.getByLabel("登录码").fill(code);
      await page.getByRole("button", { name: "登录" }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      return page;
    });
  },
});

/** The members whom a page offers in its forms with this address. */
export function membersOf(page: Page, action: string): Promise<string[]> {
  return page
    .locator(`form[action$='${action}'] input[name=member]`)
    .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value") ?? ""));
}

/** Everybody on the roll is checked in, the session is open and its item called. Returns the session and the item. */
export async function opened(yishi: Yishi, chair: Page, clerk: Page) {
  await chair.getByRole("link", { name: /道路硬化/ }).click();
  const session = chair.url().split("/s/")[1] ?? "";
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "宣布开会" }).click();
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  await checkIn(yishi, clerk, session, (await membersOf(clerk, "check-in")).slice(0, 41));
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始讨论这一项" }).first().click();
  const item = (await chair.locator("#agenda li[id^='item-']").first().getAttribute("id"))?.slice(5) ?? "";
  return { session, item };
}

/** Everybody named comes in at once. */
export const checkIn = (yishi: Yishi, clerk: Page, session: string, members: string[]) =>
  Promise.all(members.map((member) => post(clerk, `${yishi.base}/do/s/${session}/check-in`, { member })));

/** A vote on the village's road is open, everybody is in the hall, and the clerk can hand out papers. */
export async function voting(yishi: Yishi, open: Open) {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const { session, item } = await opened(yishi, chair, clerk);
  await clerk.goto(`${yishi.base}/s/${session}/door`);
  await checkIn(yishi, clerk, session, await membersOf(clerk, "check-in"));
  await chair.goto(`${yishi.base}/i/${item}/gates`);
  await chair.getByLabel("党组织研究").fill("2026年3月16日村党支部委员会研究，同意");
  await chair.locator("form[action$='party_study']").getByRole("button", { name: "登记" }).click();
  await chair.getByLabel("协商情况").fill("说事室提出，38 位村民附议");
  await chair.locator("form[action$='consultation']").getByRole("button", { name: "登记" }).click();
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await chair.getByRole("button", { name: "开始表决" }).click();
  const vote = (await chair.locator("#agenda a[href^='/v/']").first().getAttribute("href")) ?? "";
  return { chair, clerk, session, item, vote };
}

/** Sends a form from outside the page, which is not refused. */
export async function post(page: Page, address: string, form: Record<string, string>) {
  const origin = new URL(address).origin;
  const answer = await page.request.post(address, { form, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), address).toBe(303);
  const to = answer.headers()["location"] ?? "";
  expect(to, address).not.toContain("form=");
  return to;
}

/** Casts the ballot that the page shows, in its two screens. */
export async function castBallot(page: Page, choice: string) {
  await page.getByText(choice, { exact: true }).first().click();
  await page.getByRole("button", { name: "下一步：核对我的票" }).click();
  await expect(page.locator(".chosen:visible")).toHaveText(choice);
  await page.getByRole("button", { name: "投出这一票" }).click();
}

/** The page follows its session. */
export const live = (page: Page) => expect(page.locator(".live")).toHaveAttribute("data-state", "live");

const shots = process.env.SHOTS;

/** Keeps a picture of the page for looking at, where `SHOTS` names a folder. */
export async function shoot(page: Page, name: string) {
  if (shots) await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
}

/** The same of what is printed. */
export async function print(page: Page, name: string) {
  if (shots) await page.pdf({ path: `${shots}/${name}.pdf`, format: "A4", preferCSSPageSize: true });
}

/** How many A4 pages Chromium prints. */
export async function pages(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return pdf.toString("latin1").split(/\/Type\s*\/Page\b/).length - 1;
}

/** One page with JavaScript for each browser, in which axe looks at pages without. */
const twins = new WeakMap<Browser, Page>();

/** The same HTML, at the same address and shown alike, where axe can run. The page's own scripts do not. */
async function twinOf(page: Page, shown: { dark: boolean; print: boolean }): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  const twin = twins.get(browser) ?? (await browser.newPage({ javaScriptEnabled: true }));
  twins.set(browser, twin);
  await twin.setViewportSize(page.viewportSize() ?? { width: 360, height: 740 });
  await twin.emulateMedia({ media: shown.print ? "print" : null, colorScheme: shown.dark ? "dark" : "light" });
  await twin.context().clearCookies();
  await twin.context().addCookies(await page.context().cookies());
  const [address = ""] = page.url().split("#");
  const body = await page.content();
  const headers = { "content-security-policy": "script-src 'none'" };
  await twin.route(address, (route) => route.fulfill({ body, headers, contentType: "text/html; charset=utf-8" }));
  await twin.goto(address);
  await twin.unroute(address);
  return twin;
}

/** Keeps the page as it is served for the Nu checker, where `YISHI_HTML` names a folder. What answers a form stands at no address. */
async function keepHtml(page: Page) {
  const folder = process.env.YISHI_HTML;
  const [address = ""] = page.url().split("#");
  if (!folder || new URL(address).pathname.startsWith("/do/")) return;
  const html = await (await page.request.get(address)).text();
  const name = createHash("sha256").update(html).digest("hex").slice(0, 16);
  const kind = html.includes("<script") ? "islands" : "plain";
  writeFileSync(join(folder, kind, `${name}.html`), html.replace("<head>", `<head><!-- ${new URL(address).pathname} -->`));
}

/** axe finds nothing serious on the page as it is shown, nothing overflows sideways. */
export async function isSound(page: Page) {
  // A click returns as soon as its answer begins: until the page stands, there may be no element to measure.
  await page.waitForLoadState();
  await keepHtml(page);
  const shown = await page.evaluate(() => {
    const is = (query: string) => matchMedia(query).matches;
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    return { wide, bare: is("(scripting: none)"), print: is("print"), dark: is("(prefers-color-scheme: dark)") };
  });
  expect(shown.wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
  const seen = shown.bare ? await twinOf(page, shown) : page;
  await seen.evaluate(axe.source);
  const found = await seen.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }),
  );
  const serious = found.violations;
  expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), page.url()).toEqual([]);
}

export { expect };
