// Drags a visit to another day and time of the grid. It only fills in the form that asks what that would mean; the server decides, and nothing is moved yet.
// By mouse or pen: a finger scrolls the page, and has the link in the table.
const farEnough = 5;

for (const grid of document.querySelectorAll("[data-week]")) {
  const form = document.querySelector("#drop");
  if (!form) continue;
  document.querySelector("#drag-hint").hidden = false;
  const told = document.querySelector("#dragged");
  const days = [...grid.querySelectorAll("[data-day]")];
  const first = Number(grid.dataset.first);
  const quarters = Number(grid.dataset.quarters);
  const clock = (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;

  for (const visit of grid.querySelectorAll("[data-place]")) {
    const own = visit.closest("[data-day]");
    let start = null;
    let target = null;

    const stop = () => {
      start = null;
      target = null;
      visit.classList.remove("dragged");
      visit.style.transform = "";
      told.textContent = "";
    };

    // The click that follows a drag would follow the link.
    const passOver = () => visit.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });

    visit.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      start = { x: event.clientX, y: event.clientY };
      visit.setPointerCapture(event.pointerId);
    });

    visit.addEventListener("pointermove", (event) => {
      if (!start || (!target && Math.hypot(event.clientX - start.x, event.clientY - start.y) < farEnough)) return;
      const height = own.getBoundingClientRect().height / quarters;
      const day = days.find((one) => one.getBoundingClientRect().left <= event.clientX && event.clientX < one.getBoundingClientRect().right) ?? target?.day ?? own;
      const last = quarters - Number(visit.dataset.length);
      const row = Math.min(Math.max(Number(visit.dataset.from) + Math.round((event.clientY - start.y) / height), 0), last);
      target = { day, row };
      visit.classList.add("dragged");
      visit.style.transform = `translate(${day.getBoundingClientRect().left - own.getBoundingClientRect().left}px, ${(row - Number(visit.dataset.from)) * height}px)`;
      told.textContent = `${day.getAttribute("aria-label")} ${clock(first + row)}`;
    });

    visit.addEventListener("pointerup", () => {
      if (!target) {
        start = null;
        return;
      }

      const { day, row } = target;
      passOver();
      if (day === own && row === Number(visit.dataset.from)) {
        stop();
        return;
      }

      start = null;
      form.action = visit.dataset.place;
      form.elements.Day.value = day.dataset.day;
      form.elements.Time.value = clock(first + row);
      form.elements.Site.value = visit.dataset.site ?? "";
      form.elements.Revision.value = visit.dataset.revision;
      form.submit();
    });

    visit.addEventListener("pointercancel", stop);
    visit.addEventListener("dragstart", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !target) return;
      passOver();
      stop();
    });
  }
}
