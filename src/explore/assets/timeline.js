// The timeline: a row for each lever at work, coverage as height over the months of the run.
import { by, said, svg } from './dom.js';
import { SERIES } from './levers.js';

const [WIDTH, LEFT, TOP] = [400, 8, 22];
// Rows of the draft's levers are tall enough to read a coverage from; those of the base are there to be seen.
const [TALL, LOW, TEXT] = [44, 26, 16];

const month = text => {
  const [, year, of] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return year ? 12 * Number(year) + Number(of) - 1 : NaN;
};

/** Draws `rows` of { name, shown, own }, `own` being its place among the draft's or none. */
export const drawTimeline = (catalogue, rows) => {
  const words = catalogue.words;
  const [first, last] = [12 * catalogue.first_year, 12 * (catalogue.first_year + catalogue.years)];
  const tall = ({ own }) => (own === undefined ? LOW : TALL);
  const height = TOP + rows.reduce((sum, row) => sum + tall(row), 0) + 6;
  const x = at => LEFT + (WIDTH - 2 * LEFT) * (Math.min(Math.max(at, first), last) - first) / (last - first);
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': words.Timeline });
  for (let year = 0; year <= catalogue.years; year += 1) {
    const at = x(first + 12 * year);
    chart.append(svg('line', { class: 'g', x1: at, x2: at, y1: TOP, y2: height - 6 }));
    if (year < catalogue.years) {
      chart.append(svg('text', { class: 'm', x: x(first + 12 * year + 6), y: 15 }, String(catalogue.first_year + year)));
    }
  }
  let bottom = TOP - 2;
  for (const row of rows) {
    const { name, shown, own } = row;
    bottom += tall(row);
    const [start, stop] = [month(shown.start), shown.stop === 'none' ? last : month(shown.stop)];
    const title = catalogue.levers.find(lever => lever.name === name).title;
    const coverage = Math.min(1, Math.max(0, shown.coverage || 0));
    if (start < last && stop > start && stop > first && coverage > 0) {
      const up = at => bottom - (tall(row) - TEXT) * coverage * Math.min(1, shown.ramp_months > 0 ? Math.max(0, (at - start) / shown.ramp_months) : 1);
      // A ramp that began before the run, or ends after it, is cut where the run is.
      const turns = [start, Math.min(stop, start + shown.ramp_months), stop].map(at => Math.min(Math.max(at, first), last));
      const line = turns.map(at => `${x(at)} ${up(at)}`);
      const bar = svg('path', { class: 'bar', d: `M${x(turns[0])} ${bottom}L${line.join('L')}L${x(turns[2])} ${bottom}Z` },
        svg('title', {}, said(words.TimelineBar, {
          lever: title, coverage: String(100 * coverage), start: shown.start,
          stop: shown.stop === 'none' ? words.Endless : shown.stop,
        })));
      chart.append(svg('g', { class: own === undefined ? 'base' : `s${1 + own % SERIES}`, 'data-lever': name }, bar));
    }
    chart.append(svg('text', { class: 'l', x: LEFT + 2, y: bottom - tall(row) + 13 }, title));
  }
  by('chart').replaceChildren(chart);
};
