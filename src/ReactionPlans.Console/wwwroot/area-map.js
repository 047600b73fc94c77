// Draws the areas by their state. The list on the page says the same to everybody; this is for those who think in places.
for (const place of document.querySelectorAll("[data-areas]")) {
  const answer = await fetch(place.dataset.areas, { headers: { Accept: "application/json" } });
  const areas = answer.ok ? (await answer.json()).filter((area) => area.parts.length > 0 || area.point) : [];
  if (areas.length === 0) continue;

  place.closest("figure").hidden = false;
  const map = L.map(place, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, zoomControl: false });
  L.control.zoom({ zoomInTitle: place.dataset.zoomIn, zoomOutTitle: place.dataset.zoomOut }).addTo(map);
  if (place.dataset.tiles) {
    L.tileLayer(place.dataset.tiles, { maxZoom: 19 }).addTo(map);
    if (place.dataset.attribution) {
      const named = document.createElement("span");
      named.textContent = place.dataset.attribution;
      L.control.attribution({ prefix: false }).addAttribution(named.innerHTML).addTo(map);
    }
  }

  const said = (text) => {
    const words = document.createElement("span");
    words.textContent = text;
    return words;
  };
  const all = L.featureGroup(areas.map((area) => {
    const drawn = area.point
      ? L.circleMarker(area.point, { className: `on-map ${area.state}`, radius: 9, weight: 2 })
      : L.polygon(area.parts, { className: `on-map ${area.state}`, weight: 1.5 });
    if (area.address) drawn.on("click", () => location.assign(area.address));
    // What has happened is named on the map itself; the rest when it is pointed at.
    const isNamed = area.state === "plan" || area.state === "spike";
    drawn.bindTooltip(said(isNamed ? area.code : `${[area.code, area.name].filter(Boolean).join(" ")}: ${area.text}`), isNamed
      ? { permanent: true, direction: "center", className: "map-name" } : { sticky: true });
    return drawn;
  })).addTo(map);
  map.fitBounds(all.getBounds(), { padding: [12, 12], maxZoom: 15 });
}
