/* What htmx leaves to the page when only the day changes: tell what is shown now, keep the keyboard where it was, and
   load the whole page where the new part could not be had. */
document.addEventListener("htmx:after:swap", () => {
  const heading = document.querySelector("[data-day]");
  const told = document.getElementById("angesagt");
  if (!heading || !told) return;
  told.textContent = heading.dataset.day;
  const focused = document.activeElement;
  if (!focused || focused === document.body) heading.focus({ preventScroll: true });
});
document.addEventListener("htmx:error", (event) => {
  const wanted = event.detail.ctx?.request?.action;
  if (wanted) window.location.assign(wanted);
});
