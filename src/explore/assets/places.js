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
  const known = [...catalogue.provinces, ...catalogue.units];
  const place = text => known.find(own => own.written === text || own.others.includes(text));
  const listed = chosen.every(place);
  const now = chosen.length === 1 && fixed.has(chosen[0]) ? chosen[0] : listed ? 'list' : 'other';
  const options = [...fixed, ['list', words.PlaceList]];
  if (now === 'other') options.push(['other', `${words.PlaceOther} ${chosen.join(', ')}`]);
  const boxes = known.map(own => {
    const box = el('input', { type: 'checkbox', value: own.written });
    box.checked = listed && chosen.some(text => place(text) === own);
    return [box, el('label', { class: 'line' }, box, own.title)];
  });
  const labels = boxes.map(([, label]) => label);
  const provinces = labels.splice(0, catalogue.provinces.length);
  const list = el('div', { class: 'provinces' }, ...provinces, el('strong', {}, words.Provinces34), ...labels);
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
