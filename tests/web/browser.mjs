// Report pages in a browser: no sideways scrolling, no accessibility faults in light and dark, usable by keyboard
// and without scripts.      node browser.mjs PAGE...      prints each failure, then "N passed, N failed"
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let passed = 0, failed = 0;

function check(name, good, detail) {
	good ? passed++ : failed++;
	if (!good)
		console.log(`${name}: ${detail}`);
}

async function open(path, options) {
	const context = await browser.newContext({ bypassCSP: true, ...options });
	const page = await context.newPage();
	page.asked = [];
	page.on("request", request => page.asked.push(request.url()));
	page.on("dialog", dialog => { page.asked.push("dialog"); dialog.dismiss(); });
	await page.goto("file://" + path);
	return page;
}

async function unfold(page) {
	await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
}

async function fits(path, width, colorScheme) {
	const name = `${basename(path)} ${width} ${colorScheme}`;
	const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
	await page.screenshot({ path: `${path}-${width}-${colorScheme}.png` });
	for (const folded of [true, false]) {
		if (!folded)
			await unfold(page);
		const [wide, room] = await page.evaluate(() =>
			[document.documentElement.scrollWidth, document.documentElement.clientWidth]);
		check(`${name}: no sideways scrolling, ${folded ? "folded" : "unfolded"}`, wide <= room, `${wide} > ${room}`);
	}
	check(`${name}: loads nothing, asks nothing`, page.asked.length === 1, page.asked.slice(1, 4));
	await page.context().close();
}

// Cards of a kind are alike: a few of each are looked at, since checking thousands takes minutes.
async function accessible(path, width, colorScheme) {
	const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
	await unfold(page);
	await page.evaluate(() => document.querySelectorAll("section").forEach(section =>
		[...section.querySelectorAll(".card")].slice(3).forEach(card => card.remove())));
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => window.axe.run());
	check(`${basename(path)} ${width} ${colorScheme}: accessible`, violations.length === 0, JSON.stringify(
		violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)])));
	await page.context().close();
}

async function byKeyboard(path) {
	const page = await open(path, { viewport: { width: 1000, height: 800 }, javaScriptEnabled: true });
	const focused = () => page.evaluate(() => document.activeElement.className + document.activeElement.id);
	await page.keyboard.press("Tab");
	check(`${basename(path)}: the skip link comes first`, await focused() === "skip", await focused());
	const box = await page.locator(".skip").boundingBox();
	check(`${basename(path)}: the skip link is seen when focused`, box.x >= 0 && box.y >= 0, JSON.stringify(box));
	await page.keyboard.press("Enter");
	check(`${basename(path)}: the skip link leads to the findings`, await focused() === "main", await focused());
	const link = page.locator('main a[href^="#article-"]').first();
	const target = await link.getAttribute("href");
	await link.evaluate(a => a.focus());
	await page.keyboard.press("Enter");
	check(`${basename(path)}: a link to an article unfolds it`, await page.locator(target).isVisible(), target);
	await page.context().close();
}

for (const path of process.argv.slice(2)) {
	for (const colorScheme of ["light", "dark"]) {
		for (const width of [360, 768, 1280])
			await fits(path, width, colorScheme);
		await accessible(path, colorScheme === "light" ? 1280 : 360, colorScheme);
	}
	await byKeyboard(path);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
