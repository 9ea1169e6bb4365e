// @ts-nocheck: the program is checked without the types of a browser.
// The arrow keys move along the days of a site.
document.addEventListener('keydown', (event) => {
  const day = event.target.closest?.('.day');
  const step = { ArrowLeft: 'previousElementSibling', ArrowRight: 'nextElementSibling' }[event.key];
  if (!day || !step) return;
  day[step]?.focus();
  event.preventDefault();
});
