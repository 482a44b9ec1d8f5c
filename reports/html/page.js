'use strict';
// Filters keep their state in the fragment: #verdict=fail,risk&level=MUST&rfc=RFC+5321&text=dot. Any other fragment is
// the anchor of a case.
const form = document.querySelector('.filter');
const rows = [...document.querySelectorAll('.case')].map(
    element => ({
      element,
      suite: element.parentElement,
      text: `${element.textContent} ${element.dataset.rules}`.toLowerCase()
    }));

function chosen() {
  const data = new FormData(form);
  return {verdict: data.getAll('verdict'), level: data.get('level'), rfc: data.get('rfc'), text: data.get('text')};
}

function show() {
  const filter = chosen();
  const words = filter.text.toLowerCase().split(/\s+/).filter(word => word);
  const suites = new Set();
  let shown = 0;
  for (const {element, suite, text} of rows) {
    const fits = (filter.verdict.length === 0 || filter.verdict.includes(element.dataset.verdict)) &&
        (!filter.level || element.dataset.level === filter.level) && (!filter.rfc || element.dataset.rfc === filter.rfc) &&
        words.every(word => text.includes(word));
    element.hidden = !fits;
    if (fits) {
      suites.add(suite);
      ++shown;
    }
  }
  for (const suite of document.querySelectorAll('.suite')) suite.hidden = !suites.has(suite);
  form.querySelector('output').textContent = shown === rows.length ? '' : `${shown} of ${rows.length} cases`;
}

function remember() {
  const filter = chosen();
  const state = new URLSearchParams();
  if (filter.verdict.length > 0) state.set('verdict', filter.verdict.join(','));
  for (const name of ['level', 'rfc', 'text']) {
    if (filter[name]) state.set(name, filter[name]);
  }
  history.replaceState(null, '', '#' + (state.toString() || 'cases'));
}

function follow() {
  const fragment = location.hash.slice(1);
  if (fragment.includes('=')) {
    const state = new URLSearchParams(fragment);
    const verdicts = (state.get('verdict') || '').split(',');
    for (const box of form.elements.verdict.length ? form.elements.verdict : [form.elements.verdict]) {
      box.checked = verdicts.includes(box.value);
    }
    for (const name of ['level', 'rfc', 'text']) form.elements[name].value = state.get(name) || '';
    show();
    document.getElementById('cases').scrollIntoView();
    return;
  }
  const target = document.getElementById(decodeURIComponent(fragment));
  if (target instanceof HTMLDetailsElement) {
    if (target.hidden) form.reset(), show();
    target.open = true;
    target.scrollIntoView();
  }
}

form.hidden = false;
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('input', () => (show(), remember()));
form.addEventListener('reset', () => setTimeout(() => (show(), remember())));
addEventListener('hashchange', follow);
follow();

for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      button.textContent = 'Selected';
    }
    setTimeout(() => button.textContent = 'Copy', 1500);
  });
}
