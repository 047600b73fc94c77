// Lays a slider beside each number that has room for one: the number stays the field, and the two follow each other. Without this script the number alone is there.
for (const field of document.querySelectorAll('input[data-slider-most]:not([data-slider-most=""])')) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "slider";
  slider.min = "1";
  slider.max = field.dataset.sliderMost;
  slider.value = field.value;
  slider.setAttribute("aria-label", field.dataset.sliderName);
  slider.addEventListener("input", () => { field.value = slider.value; });
  field.addEventListener("input", () => { slider.value = field.value; });
  field.after(slider);
}
