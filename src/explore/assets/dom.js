// Elements of the page. Texts enter as text nodes: nothing that was typed or loaded becomes markup.
const fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
};

export const el = (tag, attributes = {}, ...children) =>
  fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

export const by = id => document.getElementById(id);

/** A phrase with its gaps filled. */
export const said = (phrase, gaps = {}) => phrase.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap] ?? '');
