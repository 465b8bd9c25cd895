// Makes the site's pictures anew from `style/mark.svg`: `node icons.cjs` in `end2end`. They are kept in `style/`, for no build has a browser.
const { chromium } = require("@playwright/test");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const style = join(__dirname, "../style");
const mark = readFileSync(join(style, "mark.svg"), "utf8");

// Within the safe circle of a maskable icon the mark stands on its own ground.
const icon = `<style>body{margin:0;background:#a3161a}svg{display:block;width:100vw;height:100vh}</style>${mark}`;
const card = `<style>
  body { margin: 0; width: 1200px; height: 630px; display: grid; place-content: center; gap: 36px; justify-items: center;
    background: #fffdf8; color: #1c1a17; border-top: 28px solid #a3161a; box-sizing: border-box;
    font-family: "Noto Serif CJK SC", "Songti SC", serif; }
  svg { width: 150px; height: 150px; }
  b { font-size: 76px; } span { font-size: 40px; color: #4a453d; }
</style>${mark}<b>村里的事，大家商量</b><span>协商 · 表决 · 公开，人人可查</span>`;

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const draw = async (name, html, width, height) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(html);
    await page.screenshot({ path: join(style, name) });
    await page.close();
  };
  for (const size of [180, 192, 512]) await draw(`icon-${size}.png`, icon, size, size);
  await draw("card.png", card, 1200, 630);
  await browser.close();
})();
