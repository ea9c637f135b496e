// What is asked of the server. Its refusals are plain text, in the language of the page.
export const language = document.documentElement.lang;

const answered = async response => {
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response;
};

export const get = async address => answered(await fetch(address, { headers: { 'Accept-Language': language } }));

export const post = async (address, body) =>
  answered(await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
    body: JSON.stringify(body),
  }));
