import { castBallot, expect, isSound, opened, shoot, test } from "./yishi";

const looks = { zh: "lang=zh-CN&elder=0", en: "lang=en&elder=0", elder: "lang=zh-CN&elder=1" };

test("an item from called to declared takes the chair at most eight taps", async ({ yishi, open }) => {
  const chair = await open("云杉村 主持人");
  const clerk = await open("云杉村 文书");
  const rep = await open("云杉村 村民代表");
  const { session } = await opened(yishi, chair, clerk);
  // Calling it was the first; each further one is counted here.
  let taps = 1;
  const tap = async (label: string, name: string) => {
    const box = chair.locator("#next");
    const target = label === "summary" ? box.locator("summary", { hasText: name }) : box.getByRole("button", { name });
    await target.click();
    taps += 1;
  };
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await isSound(chair);
  await tap("button", "开始表决");
  await expect(chair.locator("#next")).toContainText("人还没投");
  await isSound(chair);
  await rep.goto(`${yishi.base}/s/${session}`);
  await rep.getByRole("link", { name: "去投票" }).click();
  await castBallot(rep, "赞成");
  await chair.goto(`${yishi.base}/s/${session}/chair`);
  await expect(chair.locator("#next")).toContainText("1 人已投");
  for (const [name, look] of Object.entries(looks)) {
    for (const size of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
      await chair.setViewportSize(size);
      await chair.goto(`${yishi.base}/s/${session}/chair?${look}`);
      await isSound(chair);
      await shoot(chair, `desk-${name}`);
    }
  }
  await chair.emulateMedia({ colorScheme: "dark" });
  await isSound(chair);
  await shoot(chair, "desk-dark");
  await chair.emulateMedia({ colorScheme: "light" });
  await chair.goto(`${yishi.base}/s/${session}/chair?lang=zh-CN&elder=0`);
  await tap("summary", "截止表决");
  await tap("button", "现在截止");
  await tap("button", "宣布结果");
  await expect(chair.locator("#next")).toContainText("可以宣布闭会");
  console.log(`An item from called to declared: ${taps} taps of the chair's.`);
  expect(taps).toBeLessThanOrEqual(8);

  // Closing says first what will be; the page never closes a sitting at one tap.
  await expect(chair.getByRole("button", { name: "宣布闭会" })).toBeHidden();
  await tap("summary", "宣布闭会");
  await expect(chair.locator("#next")).toContainText("闭会后还要写 1 个决定");
  await isSound(chair);
  await tap("button", "宣布闭会");
  await expect(chair.locator("#next")).toContainText("要写出决定");
  // What is left waits at home.
  await chair.goto(`${yishi.base}/c/yunshan/room`);
  await expect(chair.getByText("表决有了结果，决定还没有写")).toBeVisible();
  await expect(chair.getByText("会议已结束，记录还没有写好").first()).toBeVisible();
});
