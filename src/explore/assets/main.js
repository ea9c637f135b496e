// The page: what is chosen, and what is drawn from it.
import { by, el, said } from './dom.js';
import { keepDraft, keptDraft } from './kept.js';
import { drawLevers } from './levers.js';
import { order, showResult, tell } from './runs.js';
import { get, language, post } from './server.js';
import { drawTimeline } from './timeline.js';

let catalogue;
const state = { base: [], levers: [] };

const timeline = () => {
  keep();
  const own = state.levers.map(({ name, shown }, at) => ({ name, shown, own: at }));
  const rest = state.base.filter(({ name, base }) => base.coverage > 0 && !state.levers.some(lever => lever.name === name));
  drawTimeline(catalogue, [...own, ...rest.map(({ name, base }) => ({ name, shown: base }))]);
};

state.draw = () => {
  drawLevers(catalogue, state, timeline);
  timeline();
};

state.add = (name, rest) => {
  const known = state.base.find(own => own.name === name);
  const shown = structuredClone(rest === 'base' ? known.base : known.planned);
  state.levers.push({ name, rest, shown });
  state.draw();
};

const draft = () => ({
  name: by('name').value,
  description: by('description').value,
  base: by('base').value,
  levers: state.levers.map(({ name, rest, shown }) => ({ name, rest, shown })),
});

// An empty field is no 0.
const numberOf = id => (by(id).value === '' ? null : Number(by(id).value));

const trial = () => ({ seed: numberOf('seed'), replicates: numberOf('replicates') });

// The draft outlives a reload of the page, and the change to its other language.
let kept = keptDraft();

const keep = () => kept === null && keepDraft({ ...draft(), ...trial() });

const takeUp = () => {
  const found = kept;
  kept = null;
  if (!found) return;
  for (const id of ['name', 'description']) by(id).value = found[id];
  for (const id of ['seed', 'replicates']) if (found[id] !== null) by(id).value = found[id];
  if (catalogue.scenarios.some(own => own.name === found.base)) by('base').value = found.base;
  state.levers = found.levers.filter(({ name }) => catalogue.levers.some(own => own.name === name));
};

const drawScenarios = chosen => {
  const options = saved => catalogue.scenarios.filter(own => own.saved === saved)
    .map(own => el('option', { value: own.name, selected: own.name === chosen }, own.title));
  const groups = [el('optgroup', { label: catalogue.words.BuiltIn }, ...options(false))];
  if (options(true).length) groups.push(el('optgroup', { label: catalogue.words.Saved }, ...options(true)));
  by('base').replaceChildren(...groups);
};

const chooseBase = async () => {
  const name = by('base').value;
  const entry = catalogue.scenarios.find(own => own.name === name);
  by('base-description').textContent = entry?.description ?? '';
  by('edit').hidden = !entry?.saved;
  state.base = await (await get(`/api/levers?base=${encodeURIComponent(name)}`)).json();
  state.draw();
};

const loadCatalogue = async chosen => {
  catalogue = await (await get(`/api/catalogue?lang=${language}`)).json();
  drawScenarios(chosen);
};

const edit = async () => {
  const file = by('base').value;
  const saved = await (await get(`/api/scenarios/${encodeURIComponent(file)}`)).json();
  by('name').value = saved.name;
  by('description').value = saved.description;
  by('base').value = saved.base;
  state.levers = saved.levers;
  await chooseBase();
};

const save = async () => {
  const file = await (await post('/api/scenarios', draft())).text();
  tell(said(catalogue.words.SavedAs, { file }));
  await loadCatalogue(by('base').value);
  by('base').dispatchEvent(new Event('change'));
};

const showFile = async () => {
  const text = await (await post('/api/file', draft())).text();
  tell(`${said(catalogue.words.FileNote, { file: `${by('name').value}.toml` })}\n\n${text}`);
};

/** Does something whose fault is shown. */
const safely = work => async () => {
  try {
    await work();
  } catch (fault) {
    tell(fault.message, true);
  }
};

await safely(async () => {
  await loadCatalogue('baseline');
  by('seed').value = catalogue.seed;
  [by('replicates').min, by('replicates').max] = catalogue.replicates;
  by('scale-note').textContent = said(catalogue.words.ScaleNote, {
    scale: String(Math.round(1 / catalogue.scale)),
    first: String(catalogue.first_year),
    last: String(catalogue.first_year + catalogue.years - 1),
  });
  takeUp();
  document.addEventListener('input', keep);
  by('base').addEventListener('change', safely(chooseBase));
  by('edit').addEventListener('click', safely(edit));
  by('add').addEventListener('click', () => by('lever').value && state.add(by('lever').value, 'planned'));
  by('start').addEventListener('click', () => order(catalogue.words, draft(), trial()));
  by('save')?.addEventListener('click', safely(save));
  by('show-file').addEventListener('click', safely(showFile));
  by('result').addEventListener('change', showResult);
  by('division').addEventListener('change', showResult);
  await chooseBase();
})();
