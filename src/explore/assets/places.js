// Where a lever works: the country, a rule, a region, or a list of provinces.
import { el } from './dom.js';

/** The field for a list of places; `change` is told the new list. */
export const places = (catalogue, chosen, change) => {
  const words = catalogue.words;
  const fixed = new Map([
    ['all', words.PlaceAll],
    ['border', words.PlaceBorder],
    ['poverty_above:0.10', words.PlacePoor],
    ...catalogue.regions.map(region => [`region:${region.name}`, region.title]),
  ]);
  const province = text => catalogue.provinces.find(own => [own.code, own.name, own.title].includes(text));
  const listed = chosen.every(province);
  const now = chosen.length === 1 && fixed.has(chosen[0]) ? chosen[0] : listed ? 'list' : 'other';
  const options = [...fixed, ['list', words.PlaceList]];
  if (now === 'other') options.push(['other', `${words.PlaceOther} ${chosen.join(', ')}`]);
  const boxes = catalogue.provinces.map(own => {
    const box = el('input', { type: 'checkbox', value: own.code });
    box.checked = listed && chosen.some(text => province(text) === own);
    return [box, el('label', { class: 'line' }, box, own.title)];
  });
  const list = el('div', { class: 'provinces' }, ...boxes.map(([, label]) => label));
  const picked = () => boxes.filter(([box]) => box.checked).map(([box]) => box.value);
  list.addEventListener('change', () => change(picked()));
  list.hidden = now !== 'list';
  const select = el('select', {},
    ...options.map(([value, text]) => el('option', { value, selected: value === now }, text)));
  select.addEventListener('change', () => {
    list.hidden = select.value !== 'list';
    change(select.value === 'list' ? picked() : select.value === 'other' ? chosen : [select.value]);
  });
  return [el('label', {}, words.Places, select), list];
};
