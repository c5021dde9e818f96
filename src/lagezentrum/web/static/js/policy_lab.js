/* The policy lab: sliders beside the numbers, which alone are sent. What changes is asked for by htmx (see the form);
   here the answer is announced, fields with a problem are marked, and the links that carry the address follow it. */
(() => {
  const comma = document.documentElement.lang === "de";
  const form = document.getElementById("regel");
  if (!form) return;

  const plain = (typed) => {
    const said = typed.trim().replace(",", ".");
    return said && Number.isFinite(Number(said)) ? Number(said) : said;
  };
  const mark = (field) => {
    const changed = field.value.trim() !== "" && plain(field.value) !== plain(field.dataset.law);
    field.closest(".lz-knob").classList.toggle("lz-knob--changed", changed);
  };
  for (const slider of form.querySelectorAll("input[type=range]")) {
    const field = document.getElementById(slider.dataset.for);
    slider.hidden = false;
    slider.addEventListener("input", () => {
      field.value = comma ? slider.value.replace(".", ",") : slider.value;
      mark(field);
    });
    field.addEventListener("input", () => {
      const number = Number(field.value.replace(",", "."));
      if (field.value.trim() && Number.isFinite(number)) slider.value = number;
      mark(field);
    });
  }
  for (const list of form.querySelectorAll("select[data-law]")) list.addEventListener("input", () => mark(list));

  let open = false;
  document.addEventListener("htmx:before:swap", () => {
    open = document.getElementById("zahlen")?.open ?? open;
  });
  document.addEventListener("htmx:after:swap", () => {
    const answer = document.getElementById("antwort");
    const told = document.getElementById("angesagt");
    if (!answer || !told) return;
    told.textContent = answer.dataset.said;
    const numbers = document.getElementById("zahlen");
    if (numbers) numbers.open = open;
    for (const error of form.querySelectorAll(".lz-knob__error")) {
      const field = document.getElementById(error.id.replace(/-fehler$/, ""));
      if (error.childElementCount) field?.setAttribute("aria-invalid", "true");
      else field?.removeAttribute("aria-invalid");
    }
    for (const link of document.querySelectorAll("#sprache a")) link.search = window.location.search;
  });
  /* Where the answer can not be had by itself, the whole page is asked for. */
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx?.request) form.submit();
  });
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) form.submit();
  });
})();
