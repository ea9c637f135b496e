// The levers of the draft, a card each, and those that the base has at work.
import { by, el, said } from './dom.js';
import { places } from './places.js';

export const SERIES = 7;

const percent = share => Number((100 * share).toFixed(4));

const card = (catalogue, lever, index, state, changed) => {
  const words = catalogue.words;
  const about = catalogue.levers.find(own => own.name === lever.name);
  const { shown } = lever;
  const set = (key, value) => {
    shown[key] = value;
    changed();
  };
  const number = el('input', { type: 'number', min: 0, max: 100, step: 'any', value: percent(shown.coverage), 'aria-label': words.Coverage });
  const range = el('input', { type: 'range', min: 0, max: 100, step: 1, value: percent(shown.coverage), 'aria-label': words.Coverage });
  number.addEventListener('input', () => {
    range.value = number.value;
    set('coverage', Number(number.value) / 100);
  });
  range.addEventListener('input', () => {
    number.value = range.value;
    set('coverage', Number(range.value) / 100);
  });
  const month = (key, value) => {
    const field = el('input', { type: 'month', value, pattern: '[0-9]{4}-[0-9]{2}', title: '2018-01' });
    field.addEventListener('input', () => set(key, field.value));
    return field;
  };
  const stop = month('stop', shown.stop === 'none' ? '' : shown.stop);
  stop.disabled = shown.stop === 'none';
  const endless = el('input', { type: 'checkbox' });
  endless.checked = shown.stop === 'none';
  endless.addEventListener('change', () => {
    stop.disabled = endless.checked;
    if (!endless.checked && !stop.value) stop.value = `${catalogue.first_year + catalogue.years - 1}-01`;
    set('stop', endless.checked ? 'none' : stop.value);
  });
  const ramp = el('input', { type: 'number', min: 0, step: 1, value: shown.ramp_months });
  ramp.addEventListener('input', () => set('ramp_months', Number(ramp.value)));
  const remove = el('button', { type: 'button', class: 'quiet' }, words.Remove);
  remove.addEventListener('click', () => {
    state.levers.splice(state.levers.indexOf(lever), 1);
    state.draw();
  });
  return el('article', { class: `card s${1 + index % SERIES}`, 'data-lever': lever.name },
    el('h3', {}, about.title, remove),
    el('p', { class: 'small' }, about.description),
    el('div', { class: 'fields' },
      el('label', {}, words.Coverage, el('span', { class: 'coverage' }, range, number)),
      el('label', {}, words.Start, month('start', shown.start)),
      el('label', {}, words.Ramp, ramp),
      el('label', {}, words.Stop, stop),
      el('label', { class: 'line' }, endless, words.Endless),
      ...places(catalogue, shown.provinces, list => set('provinces', list))),
    el('details', {}, el('summary', {}, words.Assumes),
      el('p', { class: 'small' }, said(words.AssumesNote, { grades: about.grades })),
      el('pre', { lang: 'en' }, about.assumes)));
};

/** Draws the cards and the list of the base. */
export const drawLevers = (catalogue, state, changed) => {
  const words = catalogue.words;
  by('cards').replaceChildren(...state.levers.map((lever, index) => card(catalogue, lever, index, state, changed)));
  const taken = name => state.levers.some(lever => lever.name === name);
  const title = name => catalogue.levers.find(own => own.name === name).title;
  by('lever').replaceChildren(...catalogue.levers.filter(own => !taken(own.name))
    .map(own => el('option', { value: own.name }, own.title)));
  const there = state.base.filter(own => own.base.coverage > 0 && !taken(own.name));
  by('base-levers').replaceChildren(...there.map(own => {
    const change = el('button', { type: 'button', class: 'quiet' }, words.Change);
    change.addEventListener('click', () => state.add(own.name, 'base'));
    return el('li', { 'data-lever': own.name }, `${title(own.name)}: ${percent(own.base.coverage)} % `, change);
  }));
  if (!there.length) by('base-levers').append(el('li', {}, words.NoneInBase));
};
