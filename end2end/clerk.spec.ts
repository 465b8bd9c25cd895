import { expect, isSound, test } from "./yishi";

/** Counts what a hand does: each tap and each field that is filled in. */
class Hand {
  done = 0;
  async does(what: Promise<unknown>) {
    this.done += 1;
    await what;
  }
}

test("the clerk adds one person, prints slips for everybody without one, and strikes somebody off", async ({ yishi, open }) => {
  const clerk = await open("云杉村 文书");
  const members = `${yishi.base}/c/yunshan/members`;
  await clerk.goto(members);
  await isSound(clerk);

  // One person with a group, a household, a telephone and a year of birth: eight fields and taps at most.
  const adding = new Hand();
  await adding.does(clerk.getByRole("link", { name: "添加一个人" }).click());
  await isSound(clerk);
  for (const [field, value] of [["name", "新示人"], ["division", "第二组"], ["household", "H0060"], ["phone", "000-0000-9999"], ["born", "1999"]] as const) {
    await adding.does(clerk.locator(`input[name=${field}]`).fill(value));
  }
  await adding.does(clerk.getByRole("button", { name: "添加" }).click());
  await expect(clerk.getByText("已添加到花名册")).toBeVisible();
  await expect(clerk.getByRole("heading", { name: "新示人" })).toBeVisible();
  await isSound(clerk);
  console.log(`one person: ${adding.done} fields and taps`);
  expect(adding.done).toBeLessThanOrEqual(8);

  // A namesake in the household is asked about, and the answer is one tap.
  await clerk.goto(`${members}/new`);
  await clerk.locator("input[name=name]").fill("新示人");
  await clerk.locator("input[name=household]").fill("H0060");
  await clerk.getByRole("button", { name: "添加" }).click();
  await expect(clerk.locator("fieldset.asked")).toContainText("是不是同一个人");
  await isSound(clerk);
  await clerk.getByLabel("是另一个人，新增").check();
  await clerk.getByRole("button", { name: "添加" }).click();
  await expect(clerk.getByText("已添加到花名册")).toBeVisible();

  // Slips for everybody without one: the way there, the button, and the browser's own print.
  await clerk.goto(members);
  const printing = new Hand();
  await printing.does(clerk.getByRole("link", { name: "打印登录纸条" }).click());
  await isSound(clerk);
  await printing.does(clerk.getByRole("button", { name: /生成 \d+ 张纸条/ }).click());
  await expect(clerk.locator("article.slip")).toHaveCount(200);
  await expect(clerk.getByRole("button", { name: "生成下一批" })).toBeVisible();
  console.log(`slips: ${printing.done} taps and the browser's print`);
  expect(printing.done + 2).toBeLessThanOrEqual(4);
  await clerk.emulateMedia({ media: "print" });
  await expect(clerk.getByRole("button", { name: "生成下一批" })).toBeHidden();
  await clerk.emulateMedia({ media: "screen" });

  // Struck off with a day, and put back, since it was a mistake.
  await clerk.goto(`${members}?q=新示人`);
  await clerk.getByRole("link", { name: "新示人" }).first().click();
  await clerk.getByRole("link", { name: /离册/ }).click();
  await isSound(clerk);
  await clerk.getByText("离册（已故、迁出）").click();
  await clerk.locator("select[name=leaving]").selectOption("moved");
  await clerk.getByRole("button", { name: "新示人离册" }).click();
  await expect(clerk.getByText("已离册")).toBeVisible();
  await clerk.getByRole("link", { name: /离册/ }).click();
  await isSound(clerk);
  await clerk.getByRole("button", { name: /恢复/ }).click();
  // A namesake is on the roll: it is asked once more, as it was when they came.
  await clerk.getByLabel("已核对，没有弄错").check();
  await clerk.getByRole("button", { name: /恢复/ }).click();
  await expect(clerk.getByText("已恢复在册")).toBeVisible();
});
