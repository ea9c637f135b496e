// Opens reports in headless Chromium with no network and looks at them as a reader would.
//
//   node report.mjs PAGE.html RESULTS [PICTURES]
//
// PAGE is a report of the directory RESULTS; screenshots go to PICTURES. Exit code 0 when every check holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [page_path, results, pictures] = process.argv.slice(2);
assert.ok(page_path && results, 'usage: node report.mjs PAGE.html RESULTS [PICTURES]');

/** Rows of a CSV file as objects. */
function table(file) {
  const rows = readFileSync(join(results, file), 'utf8').trimEnd().split('\n').map(line =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  const head = rows.shift();
  return rows.map(row => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
const page = await context.newPage();
const [requests, faults] = [[], []];
page.on('request', request => requests.push(request.url()));
page.on('console', message => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
page.on('pageerror', error => faults.push(String(error)));
const address = pathToFileURL(resolve(page_path)).href;
await page.goto(address);

// Nothing but the page itself was asked for.
assert.deepEqual(requests, [address]);

const lang = await page.getAttribute('html', 'lang');
const seen = await page.evaluate(() => ({
  figures: [...document.querySelectorAll('figure svg')].map(svg => {
    const label = id => document.getElementById(id)?.textContent ?? '';
    return svg.getAttribute('aria-labelledby').split(' ').map(label);
  }),
  ids: [...document.querySelectorAll('[id]')].map(node => node.id),
  maps: [...document.querySelectorAll('#provinces figure svg')].map(svg => ({
    areas: svg.querySelectorAll('use:not(.t)').length,
    drawn: [...svg.querySelectorAll('use:not(.t)')].filter(use => document.querySelector(use.getAttribute('href')).getBBox().width > 0).length,
  })),
  sections: [...document.querySelectorAll('section')].map(section => section.id),
  notices: [...document.querySelectorAll('table')].filter(table => !table.caption?.textContent.trim()).length,
  bold: document.querySelectorAll('b').length,
  columns: [...document.querySelectorAll('#t-provinces thead th')].length,
  provinces: [...document.querySelectorAll('#t-provinces tbody tr')].map(row =>
    [...row.cells].map(cell => cell.dataset.v ?? cell.textContent)),
  fit: [...document.querySelectorAll('#t-fit tbody tr')].map(row =>
    [...row.cells].map(cell => cell.dataset.v ?? cell.textContent)),
  contrasts: document.querySelectorAll('#t-contrasts tbody tr').length,
}));
assert.equal(new Set(seen.ids).size, seen.ids.length, 'ids are unique');
assert.ok(seen.figures.length >= 20, `${seen.figures.length} figures`);
for (const [title, description] of seen.figures) assert.ok(title && description, 'a figure has a title and a description');
assert.equal(seen.sections.includes('scenarios'), seen.contrasts > 0, 'scenarios where they are compared');
for (const id of ['provinces', 'series', 'seen', 'equity', 'services', 'security', 'fit', 'assumptions', 'provenance']) {
  assert.ok(seen.sections.includes(id), id);
}
assert.equal(seen.notices, 0, 'every table says that it is modelled');
assert.equal(seen.bold, 0, 'a name from the files became markup');
const count = seen.provinces.length;
assert.ok([63, 34].includes(count), `${count} areas`);
for (const map of seen.maps) assert.deepEqual(map, { areas: count, drawn: count });

// Numbers on the page equal those of the files, in the unit of their heading: shares are percentages.
const percent = (shown, share, what) =>
  assert.ok(Math.abs(shown / 100 - share) <= 1e-6 * Math.abs(share), `${what}: ${shown} % is not ${share}`);
const provinces = table('provinces.csv');
const reference = provinces[0].scenario;
const by_name = new Map(provinces.filter(row => row.scenario === reference && row.indicator === 'prevalence_lifetime_12_24').map(row => [row.name, row]));
let compared = 0;
for (const [name, , , value] of seen.provinces) {
  const row = by_name.get(name);
  // A unit of 2025 that kept a name may have grown: its number is checked by the program's own tests.
  if (!row || count === 34) continue;
  if (row.value === '') assert.ok(!/\d/.test(value), `${name} is hidden: ${value}`);
  else percent(value, row.value, name);
  compared += 1;
}
if (count === 63) assert.equal(compared, 63);
const fit = table('fit.csv').filter(row => row.scenario === reference);
assert.equal(seen.fit.length, fit.length);
fit.forEach((row, at) => {
  assert.equal(seen.fit[at][0], row.id);
  if (seen.fit[at][5] === '%') percent(seen.fit[at][9], row.simulated, row.id);
  else assert.equal(Number(seen.fit[at][9]), Number(row.simulated));
});

// Sorting: numbers by size, both ways; hidden ones last.
await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
const sorted = async () => page.$$eval('#t-provinces tbody tr', rows => rows.map(row => row.cells[3].dataset.v));
const button = page.locator('#t-provinces thead th:nth-child(4) button');
await button.focus();
await page.keyboard.press('Enter');
const known = list => list.filter(value => value !== undefined).map(Number);
const up = await sorted();
assert.deepEqual(known(up), known(up).toSorted((a, b) => a - b));
assert.ok(known(up.slice(0, known(up).length)).length === known(up).length, 'hidden numbers stand last');
await button.click();
const down = await sorted();
assert.deepEqual(known(down), known(down).toSorted((a, b) => b - a));
assert.ok(known(down.slice(0, known(down).length)).length === known(down).length, 'hidden numbers stand last');
await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = false; }));

// The arrow keys tell of the areas of a map; the pointer too.
await page.locator('#provinces figure:not([hidden]) svg').first().focus();
await page.keyboard.press('ArrowRight');
assert.match(await page.locator('#tip').textContent(), /:/);
await page.keyboard.press('Escape');
assert.ok(await page.locator('#tip').isHidden());

// Choosing a scenario shows that scenario's maps alone.
const choice = page.locator('#scenario');
if (await choice.count()) {
  const before = await page.locator('#provinces figure:visible').count();
  await choice.selectOption('');
  const all = await page.locator('#provinces figure:visible').count();
  assert.ok(before === 2 && all === seen.maps.length, `${before} of ${all}`);
  await choice.selectOption({ index: 3 });
}

// A download holds the table.
await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
const [download] = await Promise.all([page.waitForEvent('download'), page.click('#t-fit >> xpath=../following-sibling::p//a')]);
const saved = readFileSync(await download.path(), 'utf8').trimEnd().split('\n');
assert.equal(saved.length, fit.length + 1);
assert.ok(saved.slice(1).every(line => line.includes('modelled, not observed')));
await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = false; }));

const picture = async name => pictures && page.screenshot({ path: join(pictures, `${name}-${lang}-${count}.png`), fullPage: true });
await picture('desktop');
await page.setViewportSize({ width: 375, height: 812 });
const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
assert.ok(wide <= 0, `the page is ${wide} pixels wider than a phone`);
await picture('phone');
if (pictures) await page.pdf({ path: join(pictures, `print-${lang}-${count}.pdf`), format: 'A4', preferCSSPageSize: true });

assert.deepEqual(faults, []);
assert.equal(requests.filter(url => !url.startsWith('data:')).length, 1, requests.join('\n'));
await browser.close();
console.log(`ok: ${lang}, ${count} areas, ${seen.figures.length} figures, ${seen.contrasts} contrasts`);
