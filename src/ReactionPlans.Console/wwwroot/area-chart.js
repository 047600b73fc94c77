// Draws the weeks of an area from the table that is on the page for everybody. Without this script the table says the same.
for (const figure of document.querySelectorAll("[data-course]")) {
  const rows = [...document.getElementById(figure.dataset.course).tBodies[0].rows].reverse();
  const number = (row, name) => (row.dataset[name] ? Number(row.dataset[name]) : null); // an empty one is unknown, and not 0
  const column = (name) => rows.map((row) => number(row, name));
  const days = rows.map((row) => Date.parse(`${row.dataset.week}T00:00:00Z`) / 1000);
  const data = [days, column("reports"), column("expected"), column("bound"), column("window")];
  const place = figure.querySelector(".course-chart");
  const told = figure.querySelector(".course-told");
  const colours = { reports: "#6d8fb3", band: "#1b5e3f26", expected: "#1b5e3f", bound: "#8b0000", window: "#004993", mark: "#1a1a1a", missing: "#a83000" };
  const heights = data.slice(1).flat().filter((value) => value !== null);
  const top = Math.max(5, ...heights) * 1.25;

  const hatch = (context, left, right, box) => {
    context.save();
    context.beginPath();
    context.rect(left, box.top, right - left, box.height);
    context.clip();
    context.strokeStyle = colours.missing;
    context.lineWidth = devicePixelRatio;
    for (let x = left - box.height; x < right; x += 9 * devicePixelRatio) {
      context.moveTo(x, box.top + box.height);
      context.lineTo(x + box.height, box.top);
    }
    context.stroke();
    context.restore();
  };
  const marked = (context, x, y, size, corners) => {
    context.fillStyle = colours.mark;
    context.beginPath();
    if (corners) {
      corners.forEach(([dx, dy]) => context.lineTo(x + dx * size, y + dy * size));
    } else {
      context.arc(x, y, size / 2, 0, 2 * Math.PI);
    }
    context.fill();
  };
  // Shapes tell them apart, not colours: a triangle is a spike, a diamond a plan, a dot a holiday.
  const marks = [
    ["spikes", 10, 7, [[0, -1], [0.9, 0.7], [-0.9, 0.7]]],
    ["plans", 26, 7, [[0, -1], [1, 0], [0, 1], [-1, 0]]],
    ["holidays", 40, 5, null],
  ];
  const half = 3.5 * 86400;
  const behind = (chart) => rows.forEach((row, at) => {
    if (number(row, "missing")) {
      const left = chart.valToPos(days[at] - half, "x", true);
      const right = chart.valToPos(days[at] - half + (number(row, "missing") / 7) * 2 * half, "x", true);
      hatch(chart.ctx, Math.max(left, chart.bbox.left), Math.min(right, chart.bbox.left + chart.bbox.width), chart.bbox);
    }
  });
  const before = (chart) => rows.forEach((row, at) => marks.forEach(([name, y, size, corners]) => {
    if (number(row, name)) {
      marked(chart.ctx, chart.valToPos(days[at], "x", true), chart.bbox.top + y * devicePixelRatio, size * devicePixelRatio, corners);
    }
  }));

  const cells = (row) => [...row.cells].slice(1)
    .filter((cell) => cell.textContent.trim() !== "–").map((cell) => `${cell.dataset.title}: ${cell.textContent.trim()}`);
  const tell = (chart) => {
    const row = rows[chart.cursor.idx];
    if (row) told.textContent = `${row.cells[0].textContent.trim()}. ${cells(row).join(". ")}`;
  };
  const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });
  const monthAndYear = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", year: "numeric", timeZone: "UTC" });
  const label = (seconds, at) => {
    const day = new Date(seconds * 1000);
    return (at === 0 || day.getUTCMonth() === 0 ? monthAndYear : month).format(day);
  };
  const line = (name, more) => ({ stroke: colours[name], width: 2, points: { show: false }, show: column(name).some((value) => value !== null), ...more });
  const size = () => ({ width: place.clientWidth, height: Math.min(320, Math.max(220, place.clientWidth / 2.5)) });

  figure.hidden = false;
  const chart = new uPlot({
    ...size(),
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    scales: { x: { time: true, range: [days[0] - half, days[days.length - 1] + half] }, y: { range: [0, top] } },
    axes: [
      { space: 70, values: (_, splits) => splits.map(label), stroke: colours.mark, grid: { show: false } },
      { size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], stroke: colours.mark, grid: { stroke: "#dcdcdc", width: 1 } },
    ],
    series: [
      {},
      { fill: colours.reports, stroke: colours.reports, width: 0, paths: uPlot.paths.bars({ size: [0.7, 24] }), points: { show: false } },
      line("expected", { dash: [2, 4] }),
      line("bound", { dash: [8, 5] }),
      line("window", { paths: uPlot.paths.stepped({ align: 0 }) }),
    ],
    bands: [{ series: [3, 2], fill: colours.band }],
    hooks: { drawAxes: [behind], draw: [before], setCursor: [tell] },
  }, data, place);
  addEventListener("resize", () => chart.setSize(size()));
  chart.over.addEventListener("click", () => rows[chart.cursor.idx]?.querySelector("a").click());
}
