#!/usr/bin/env node
// Plays the cases of tests/data/typeset/editing/cases.tsv in headless Chromium and prints the table
// with its fifth column, Chromium's result, filled in.
//
//   npm install playwright-core     (anywhere; NODE_PATH or a link must lead to it)
//   node edit_with_chromium.mjs > filled.tsv
//
// Columns: direction, width in pixels, text with caret before, keys, Chromium's text with caret
// after, ours where it is another one, reason. `|` is the caret, `[` and `]` hold a selection.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const { chromium } = require("playwright-core");
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const font = (name) =>
  "data:font/ttf;base64," + readFileSync(join(root, "assets/fonts", name)).toString("base64");

const unescape = (text) =>
  text.replace(/\\n/g, "\n").replace(/\\u\{([0-9A-F]+)\}/g, (_, code) =>
    String.fromCodePoint(parseInt(code, 16)));
const escape = (text) =>
  text.replace(/\n/g, "\\n").replace(/[\p{Cf}\u00A0]/gu, (c) =>
    `\\u{${c.codePointAt(0).toString(16).toUpperCase()}}`);

function read(shown) {
  const text = shown.replace(/[[\]|]/g, "");
  const at = (mark) => {
    const place = shown.indexOf(mark);
    return place < 0 ? null : shown.slice(0, place).replace(/[[\]|]/g, "").length;
  };
  const focus = at("|");
  const [start, end] = [at("["), at("]")];
  const anchor = start === null ? focus : focus === start ? end : start;
  return { text, focus, anchor };
}

function show({ text, start, end, backward }) {
  const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (start === end) return `${parts[0]}|${parts[2]}`;
  return backward
    ? `${parts[0]}[|${parts[1]}]${parts[2]}`
    : `${parts[0]}[${parts[1]}|]${parts[2]}`;
}

const NAMES = {
  left: "ArrowLeft", right: "ArrowRight", up: "ArrowUp", down: "ArrowDown", home: "Home",
  end: "End", backspace: "Backspace", delete: "Delete", enter: "Enter",
};

async function press(page, key) {
  const [name, numbers] = key.split(":");
  const at = (numbers ?? "").split(",").map(Number);
  const mouse = { shiftclick: 1, click: 1, double: 2, triple: 3 }[name];
  if (name === "type") return page.keyboard.type(numbers);
  if (name === "drag") {
    await page.mouse.move(at[0], at[1]);
    await page.mouse.down();
    await page.mouse.move(at[2], at[3], { steps: 4 });
    return page.mouse.up();
  }
  if (mouse) {
    if (name === "shiftclick") await page.keyboard.down("Shift");
    await page.mouse.click(at[0], at[1], { clickCount: mouse });
    if (name === "shiftclick") await page.keyboard.up("Shift");
    return;
  }
  const parts = name.split("+");
  const last = parts.pop();
  const held = parts.map((part) => ({ shift: "Shift", ctrl: "Control" })[part]);
  await page.keyboard.press([...held, NAMES[last]].join("+"));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
await page.setContent(`<style>
  @font-face { font-family: naskh; src: url(${font("NotoNaskhArabic-Regular.ttf")}) }
  @font-face { font-family: sans; src: url(${font("NotoSans-Regular.ttf")}) }
  body { margin: 0 }
  textarea { margin: 0; padding: 0; border: 0; outline: 0; resize: none; overflow: hidden;
    height: 560px; font-size: 16px; line-height: 26px; text-rendering: geometricPrecision;
    white-space: pre-wrap; overflow-wrap: anywhere }
</style><span style="font-family:naskh">س</span><span style="font-family:sans">a</span>
<textarea style="position:absolute;left:0;top:0"></textarea>`);
await page.evaluate(() => document.fonts.ready);

const table = readFileSync(join(root, "tests/data/typeset/editing/cases.tsv"), "utf8");
for (const row of table.split("\n").filter(Boolean)) {
  if (row.startsWith("#")) { console.log(row); continue; }
  const [direction, width, before, keys, , ours, reason] = row.split("\t");
  const { text, focus, anchor } = read(unescape(before));
  await page.evaluate(({ direction, width, text, focus, anchor }) => {
    const area = document.querySelector("textarea");
    area.blur();
    area.dir = direction;
    area.style.width = `${width}px`;
    area.style.fontFamily = direction === "rtl" ? "naskh, sans" : "sans, naskh";
    area.value = text;
    area.focus();
    area.setSelectionRange(Math.min(focus, anchor), Math.max(focus, anchor),
      focus < anchor ? "backward" : "forward");
  }, { direction, width, text, focus, anchor });
  for (const key of keys.split(" ")) await press(page, key);
  const after = await page.evaluate(() => {
    const area = document.querySelector("textarea");
    return { text: area.value, start: area.selectionStart, end: area.selectionEnd,
      backward: area.selectionDirection === "backward" };
  });
  const columns = [direction, width, before, keys, escape(show(after)), ours ?? "", reason ?? ""];
  console.log(columns.join("\t").trimEnd());
  // A click soon after another one is a double click.
  if (/click|double|triple|drag/.test(keys)) await page.waitForTimeout(450);
}
await browser.close();
