'use strict';
(() => {
  const tip = document.getElementById('tip');
  document.getElementById('tools').hidden = false;

  // Marks: what stands in their <title> is shown beside the pointer, or beside the mark that the arrow keys reached.
  const told = new Map();
  for (const title of document.querySelectorAll('figure svg g>title, figure svg use>title')) {
    told.set(title.parentNode, title.textContent);
    title.remove();
  }
  const place = (x, y) => {
    tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
    tip.style.top = Math.max(4, Math.min(y + 14, innerHeight - tip.offsetHeight - 8)) + 'px';
  };
  let marked = null;
  const hide = () => {
    tip.hidden = true;
    if (marked) marked.classList.remove('on');
    marked = null;
  };
  const show = (mark, x, y) => {
    hide();
    tip.textContent = told.get(mark);
    tip.hidden = false;
    marked = mark;
    mark.classList.add('on');
    place(x, y);
  };
  const over = event => {
    for (let node = event.target; node && node.nodeType === 1; node = node.parentNode) {
      if (told.has(node)) return show(node, event.clientX, event.clientY);
    }
    hide();
  };
  document.addEventListener('pointermove', over);
  document.addEventListener('pointerdown', over);
  for (const svg of document.querySelectorAll('figure svg')) {
    const marks = [...svg.querySelectorAll('g,use')].filter(mark => told.has(mark));
    if (!marks.length) continue;
    svg.setAttribute('tabindex', '0');
    svg.addEventListener('keydown', event => {
      if (event.key === 'Escape') return hide();
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = marks.indexOf(marked);
      const mark = marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length];
      const box = mark.getBoundingClientRect();
      show(mark, box.x + box.width / 2, box.y + box.height / 2);
    });
    svg.addEventListener('blur', hide);
  }

  // Scenario switch: the reference's own figures stay, of the others the chosen one's.
  const choice = document.getElementById('scenario');
  const choose = () => {
    for (const section of document.querySelectorAll('section')) {
      const figures = [...section.querySelectorAll('figure[data-scenario]')];
      const own = figures.some(figure => figure.dataset.scenario === choice.value);
      for (const figure of figures) {
        figure.hidden = choice.value !== '' && own && figure.dataset.scenario !== choice.value;
      }
    }
  };
  if (choice) {
    choice.addEventListener('change', choose);
    choose();
  }

  // Tables: a heading sorts by its column; numbers by what the files hold, text by the page's language.
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const key = row => row.cells[column];
        const compare = (a, b) => {
          const [x, y] = [key(a).dataset.v, key(b).dataset.v];
          if (x === undefined && y === undefined) return order(key(a).textContent, key(b).textContent);
          // What is hidden or missing stands last, whichever way the numbers run.
          if (x === undefined || y === undefined) return (x === undefined) === down ? -1 : 1;
          return x - y;
        };
        const rows = [...table.tBodies[0].rows].sort(compare);
        if (down) rows.reverse();
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
