import { expect, isSound, live, post, test, voting } from "./yishi";

const looks = { "in Chinese": "lang=zh-CN&elder=0", "in English": "lang=en&elder=0", "in large type": "lang=zh-CN&elder=1" };

test("the ballot is one tap from the bar, and its choices stand above the fold", async ({ yishi, open }) => {
  const { session, item, vote } = await voting(yishi, open);
  const phone = await open("云杉村 村民代表");
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const [name, look] of Object.entries(looks)) {
    for (const page of [`/s/${session}`, `/i/${item}/thread`]) {
      await phone.goto(`${yishi.base}${page}?${look}`);
      const way = phone.locator("#ask a");
      await expect(way, `${page} ${name}`).toBeInViewport({ ratio: 1 });
      await isSound(phone);
      await way.click();
      expect(new URL(phone.url()).pathname).toBe(vote);
      for (const choice of ["support", "against", "abstain"]) {
        await expect(phone.locator(`.choice:has([value=${choice}])`).first(), `${choice} ${name}`).toBeInViewport({ ratio: 1 });
      }
      await isSound(phone);
    }
  }
});

test("fifty ballots of others take no focus and swallow no click @hydrate", async ({ yishi, open }) => {
  const { clerk, session, vote } = await voting(yishi, open);
  const phone = await open("云杉村 村民代表");
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.goto(`${yishi.base}/s/${session}`);
  await live(phone);
  await clerk.goto(`${yishi.base}${vote}/paper`);
  // Everybody else takes a paper.
  const own = (await phone.locator(".who .name").innerText()).trim();
  const members = await clerk
    .locator("form[action$='/paper/hand']:has(input[name=member])")
    .evaluateAll((forms, own) => forms.filter((form) => !form.textContent?.includes(own)).map((form) => form.querySelector<HTMLInputElement>("input[name=member]")?.value ?? ""), own);
  expect(members.length).toBeGreaterThanOrEqual(51);
  const kept = [["#ask a", 17], ["#agenda summary", 17], ["#hand summary", 16]] as const;
  let cast = 0;
  for (const [place, each] of kept) {
    const focused = phone.locator(place).first();
    await focused.focus();
    const top = await focused.evaluate((one) => one.getBoundingClientRect().top);
    for (const member of members.slice(cast, cast + each)) {
      await post(clerk, `${yishi.base}/do${vote}/paper/hand`, { member, key: `paper-${++cast}` });
    }
    await expect(phone.locator("#now")).toContainText(`${cast} 人已投`);
    await expect(focused, `${place} after ${cast}`).toBeFocused();
    expect(Math.abs((await focused.evaluate((one) => one.getBoundingClientRect().top)) - top)).toBeLessThan(2);
  }
  // A finger is down while a ballot arrives: nothing changes under it, and lifting it is a click.
  const way = phone.locator("#ask a");
  const box = await way.boundingBox();
  if (!box) throw new Error("no way to the vote");
  await phone.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await phone.mouse.down();
  await post(clerk, `${yishi.base}/do${vote}/paper/hand`, { member: members[cast] ?? "", key: `paper-${++cast}` });
  await phone.mouse.up();
  await expect(phone).toHaveURL(yishi.base + vote);
});

test("a ballot that is not taken now says why, and is taken again when it may be @hydrate", async ({ yishi, open }) => {
  const { clerk, vote } = await voting(yishi, open);
  const phone = await open("云杉村 村民代表");
  await phone.goto(yishi.base + vote);
  await live(phone);
  const own = (await phone.locator(".who .name").innerText()).trim();
  await phone.getByText("赞成", { exact: true }).first().click();
  await phone.getByRole("button", { name: "下一步：核对我的票" }).click();
  const send = phone.getByRole("button", { name: "投出这一票" });
  await expect(send).toBeEnabled();
  // A paper is handed out meanwhile: the vote is open, and the page does not say that it ended.
  await clerk.goto(`${yishi.base}${vote}/paper?q=${encodeURIComponent(own)}`);
  const hand = clerk.locator("form[action$='/paper/hand']:has(input[name=member])");
  const member = (await hand.locator("input[name=member]").first().getAttribute("value")) ?? "";
  await post(clerk, `${yishi.base}/do${vote}/paper/hand`, { member, key: "paper-own" });
  const why = phone.locator("[data-when=late]");
  await expect(why).toContainText("已经发给您一张纸票");
  await expect(why).toContainText("这一票没有投出");
  await expect(why).not.toContainText("截止");
  await expect(send).toBeDisabled();
  // It comes back unused: what was chosen is cast.
  await clerk.reload();
  await clerk.getByText("换票、退票").first().click();
  await clerk.getByRole("button", { name: "没用的票" }).first().click();
  await expect(send).toBeEnabled();
  await expect(why).toBeHidden();
  await send.click();
  await expect(phone.locator("#ballot.stored")).toContainText("赞成");
});
