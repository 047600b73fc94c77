// While a page is worked out that takes its time: says so, counts the seconds, and lets one call it off. Without this script the browser's own button does.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const begun = Date.now();
    const box = document.createElement("div");
    box.className = "busy";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", form.dataset.busy);
    const seconds = document.createElement("span");
    seconds.setAttribute("aria-hidden", "true");
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "button button-secondary";
    stop.textContent = form.dataset.busyStop;
    box.append(said, bar, seconds, stop);
    form.append(box);
    said.textContent = form.dataset.busy; // after it is in the page: only then it is read aloud
    const counting = setInterval(() => { seconds.textContent = `${Math.round((Date.now() - begun) / 1000)} s`; }, 1000);
    const over = () => { clearInterval(counting); box.remove(); };
    stop.addEventListener("click", () => { window.stop(); over(); });
    window.addEventListener("pageshow", over, { once: true }); // when one comes back to the page as it was left
  });
}
