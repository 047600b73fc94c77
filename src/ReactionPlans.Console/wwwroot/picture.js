// Groups on the web take photographs and no drawings: a map is handed over as PNG. Without this script the same link gives the drawing.
for (const link of document.querySelectorAll('a[data-picture="png"]')) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const picture = new Image();
    picture.src = link.href;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.toBlob((png) => {
      const gift = document.createElement("a");
      gift.href = URL.createObjectURL(png);
      gift.download = "kort.png";
      gift.click();
      URL.revokeObjectURL(gift.href);
    }, "image/png");
  });
}
