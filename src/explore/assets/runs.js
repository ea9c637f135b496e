// Runs: ordered, watched, cancelled, shown.
import { by, el, said } from './dom.js';
import { get, language, post } from './server.js';

/** Says something below the buttons: faults as they came. */
export const tell = (text, fault = false) =>
  by('message').replaceChildren(text ? el('pre', { class: fault ? 'fault' : '' }, text) : '');

/** Shows the result that is chosen. */
export const showResult = async () => {
  const id = by('result').value;
  if (!id) return;
  const view = `lang=${language}&provinces=${by('division').value}`;
  try {
    const html = await (await get(`/api/jobs/${id}/result?${view}`)).text();
    // The server escapes every name in it, and the page's policy runs no script from it.
    by('excerpt').innerHTML = html;
    by('report').href = `/api/jobs/${id}/report.html?${view}`;
    const files = await (await get(`/api/jobs/${id}/files`)).json();
    by('files').replaceChildren(...files.flatMap(file =>
      [el('a', { href: `/api/jobs/${id}/files/${file}`, download: file.split('/').pop() }, file), ' ']));
    by('result-tools').hidden = false;
    by('excerpt').dataset.job = id;
  } catch (fault) {
    tell(fault.message, true);
  }
};

const watch = (words, id, name) => {
  const bar = el('progress', { max: 1, value: 0, 'aria-label': name });
  const state = el('span', { class: 'small' }, words.Waiting);
  const cancel = el('button', { type: 'button', class: 'quiet' }, words.Cancel);
  cancel.addEventListener('click', () => post(`/api/jobs/${id}/cancel`, {}).catch(fault => tell(fault.message, true)));
  const item = el('li', { value: id, 'data-job': id }, `${name} `, state, ' ', cancel, bar);
  by('jobs').prepend(item);
  const events = new EventSource(`/api/jobs/${id}/events`);
  const over = text => {
    events.close();
    state.textContent = text;
    bar.remove();
    cancel.remove();
    item.classList.add('over');
  };
  events.addEventListener('message', async ({ data }) => {
    const news = JSON.parse(data);
    item.dataset.state = news.state;
    if (news.state === 'running') {
      bar.max = news.total;
      bar.value = news.done;
      state.textContent = news.done < news.total ? said(words.Running, news) : words.Writing;
    } else if (news.state === 'done') {
      over(words.Done);
      by('result').prepend(el('option', { value: id }, said(words.ResultOf, { number: id, name })));
      by('result').value = id;
      await showResult();
    } else if (news.state === 'cancelled') {
      over(words.Cancelled);
    } else if (news.state === 'failed') {
      over(words.Failed);
      tell(news.message, true);
    }
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) over(words.Lost);
    else state.textContent = words.Lost;
  });
};

/** Orders a run of a draft. */
export const order = async (words, draft, trial) => {
  tell('');
  try {
    const { id, warnings } = await (await post('/api/jobs', { draft, trial })).json();
    tell(warnings.join('\n'));
    watch(words, id, draft.name);
  } catch (fault) {
    tell(fault.message, true);
  }
};
