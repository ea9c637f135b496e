// The draft as it is kept while this tab is open: a reload loses nothing.
const KEY = 'lachan-draft';

/** The draft that was kept; null without one, or where the browser keeps nothing. */
export const keptDraft = () => {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY));
    return Array.isArray(found?.levers) ? found : null;
  } catch {
    return null;
  }
};

/** Keeps a draft, where the browser keeps anything. */
export const keepDraft = draft => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // The page works without.
  }
};
