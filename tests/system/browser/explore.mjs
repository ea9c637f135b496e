// Opens the page to explore in headless Chromium that can reach nothing but it, and works with it as an analyst would.
//
//   node explore.mjs PORT LANG COMPARED [PICTURES]
//
// COMPARED is the directory of `lachan compare` with the scenario that this script builds. Exit code 0 when every check holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [port, lang, compared, pictures] = process.argv.slice(2);
assert.ok(port && lang && compared, 'usage: node explore.mjs PORT LANG COMPARED [PICTURES]');
const own = `http://127.0.0.1:${port}/`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const [outside, faults] = [[], []];
page.on('request', request => request.url().startsWith(own) || outside.push(request.url()));
page.on('console', message => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
page.on('pageerror', error => faults.push(String(error)));
const picture = async (name, clip) =>
  pictures && page.screenshot({ path: join(pictures, `explore-${name}-${lang}.png`), fullPage: true, clip });

await page.goto(`${own}?lang=${lang}`);
await page.locator('#base-levers li').first().waitFor({ state: 'attached' });
assert.equal(await page.getAttribute('html', 'lang'), lang);
assert.equal(await page.locator('#base option').count() >= 22, true);
const notice = lang === 'en' ? 'Modelled, not observed' : 'Kết quả mô hình, không phải số liệu quan sát';
assert.equal((await page.textContent('.notice')).trim(), notice);
assert.equal(await page.locator('#lever option').count(), 15);

// A lever is added, and the timeline follows its fields.
const bar = page.locator('#chart [data-lever=cash_transfer] path');
await page.selectOption('#lever', 'cash_transfer');
await page.click('#add');
const card = page.locator('.card[data-lever=cash_transfer]');
const before = await bar.getAttribute('d');
await card.locator('.coverage input[type=number]').fill('80');
assert.notEqual(await bar.getAttribute('d'), before, 'the bar follows the coverage');
const tall = await bar.getAttribute('d');
await card.locator('input[type=month]').first().fill('2018-07');
assert.notEqual(await bar.getAttribute('d'), tall, 'the bar follows the start');
await card.locator('select').selectOption('region:central_highlands');
await card.locator('summary').click();
const assumes = await card.locator('pre').textContent();
assert.match(assumes, { en: /Evidence:/, vi: /Bằng chứng:/ }[lang]);
assert.match(assumes, { en: /assumed/, vi: /giả định/ }[lang]);
await card.locator('summary').click();

// A reload loses nothing of the draft.
await page.fill('#seed', '5');
await page.reload();
await card.waitFor();
assert.equal(await card.locator('.coverage input[type=number]').inputValue(), '80');
assert.equal(await card.locator('input[type=month]').first().inputValue(), '2018-07');
assert.equal(await page.inputValue('#seed'), '5');

// A seed that is none is told in the words of the page.
await page.fill('#seed', '-1');
await page.click('#start');
await page.waitForFunction(words => document.querySelector('#message pre.fault')?.textContent.includes(words),
  { en: 'Seed: -1 cannot be taken', vi: 'Số khởi tạo (seed): không nhận được -1' }[lang]);
await page.fill('#seed', '1');

// A name that would be markup is refused, and shown as the text it is.
await page.fill('#name', '</script><b>');
await page.fill('#description', '</script><b>bold');
await page.click('#start');
await page.locator('#message pre.fault').waitFor();
assert.match(await page.textContent('#message pre.fault'), /<\/script><b>/);
assert.deepEqual(await page.locator('b').evaluateAll(found => found.map(b => b.outerHTML)), [], 'a name became markup');
await picture('fault');

// A wrong number is refused with the line it stands in.
await page.fill('#name', 'highlands');
await card.locator('.coverage input[type=number]').fill('180');
await page.click('#start');
await page.waitForFunction(() => document.querySelector('#message pre.fault')?.textContent.includes('coverage = 1.8'));
await card.locator('.coverage input[type=number]').fill('80');
// The refusals above are the faults that a browser reports by itself.
assert.equal(faults.filter(fault => /400|422/.test(fault)).length, faults.length, faults.join('\n'));
faults.length = 0;

// Run, and see the numbers that the command line wrote.
await page.fill('#replicates', '2');
await page.click('#show-file');
await page.waitForFunction(() => document.querySelector('#message pre')?.textContent.includes('[levers.cash_transfer]'));
await page.click('#start');
await page.waitForFunction(() => Number(document.querySelector('#jobs progress')?.value) > 0, undefined, { timeout: 60000 });
await page.locator('#excerpt[data-job]').waitFor({ timeout: 300000 });
const table = readFileSync(join(compared, 'contrasts.csv'), 'utf8').trimEnd().split('\n').map(line => line.split(','));
const at = name => table[0].indexOf(name);
const shown = await page.$$eval('#t-contrasts tbody tr', rows =>
  rows.map(row => [...row.cells].map(cell => cell.dataset.v ?? cell.textContent)));
// The page shows shares as percentages or by the thousand: its unit stands in the row's fourth cell. P(better) is always a percentage.
const scale = unit => (unit === '%' ? 100 : /\b1[.,]000\b/.test(unit) ? 1000 : 1);
const same = (cell, number, unit) => {
  const value = Number(number) * scale(unit);
  return Math.abs(Number(cell) - value) <= 1e-5 * Math.abs(value);
};
const units = cells => [cells[3], cells[3], cells[3], cells[3], cells[3], '%'];
let found = 0;
for (const row of table.slice(1)) {
  const last = row[at('year')] === '2021' || row[at('period')] === 'all_years';
  if (row[at('stratum')] !== 'national' || row[at('source')] !== 'truth' || !last) continue;
  const numbers = ['reference_value', 'scenario_value', 'difference', 'low', 'high', 'p_better'].map(name => row[at(name)]);
  if (numbers.includes('')) continue;
  const alike = shown.some(cells => numbers.every((number, place) => same(cells[5 + place], number, units(cells)[place])));
  assert.ok(alike, `${row[at('indicator')]} ${row[at('year')]}: ${numbers}`);
  found += 1;
}
assert.ok(found >= 20, `${found} contrasts`);
assert.equal(await page.locator('#provinces figure svg').first().locator('use:not(.t)').count(), 63);
assert.match(await page.textContent('#excerpt .headline'), /95/);
assert.equal(await page.locator('b').count(), 0);
await page.selectOption('#division', '34');
await page.waitForFunction(() => document.querySelectorAll('#provinces figure:first-of-type svg use:not(.t)').length === 34);
await page.selectOption('#division', '63');
await page.waitForFunction(() => document.querySelectorAll('#provinces figure:first-of-type svg use:not(.t)').length === 63);
await picture('desktop');

// A changed lever goes on from the warm-up that is there; a new seed can be cancelled.
await card.locator('.coverage input[type=number]').fill('40');
const begun = Date.now();
await page.click('#start');
await page.waitForFunction(() => document.querySelector('#excerpt')?.dataset.job !== undefined
  && document.querySelectorAll('#result option').length === 2, undefined, { timeout: 60000 });
const again = (Date.now() - begun) / 1000;
await page.fill('#seed', '77');
await page.click('#start');
const running = page.locator('#jobs li').first();
await page.waitForFunction(() => Number(document.querySelector('#jobs progress')?.value) > 0);
await running.locator('button').click();
await page.waitForFunction(() => document.querySelector('#jobs li').dataset.state === 'cancelled', undefined, { timeout: 2000 });

// Saved, and opened again with its levers.
await page.fill('#name', `highlands_${lang}`);
await page.click('#save');
await page.waitForFunction(name => [...document.querySelectorAll('#base option')].some(option => option.value === name), `highlands_${lang}.toml`);
await page.selectOption('#base', `highlands_${lang}.toml`);
await page.locator('#edit').click();
await page.waitForFunction(() => document.querySelector('#base').value === 'baseline');
assert.equal(await page.locator('.card').count(), 1);
assert.equal(await page.inputValue('.card .coverage input[type=number]'), '40');
assert.equal(await page.inputValue('#description'), '</script><b>bold');

await page.setViewportSize({ width: 375, height: 812 });
const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
assert.ok(wide <= 0, `the page is ${wide} pixels wider than a phone`);
await picture('phone');
assert.deepEqual(faults, []);
assert.deepEqual(outside, []);
await browser.close();
console.log(`ok: explore in ${lang}, ${found} contrasts equal, a changed lever answered in ${again} s`);
