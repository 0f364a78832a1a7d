/* Where a large cluster could not be asked, its line says so; the next edit asks again. */
for (const lost of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(lost, ({ detail: { elt } }) => {
    const said = elt.id === "cluster-line" && elt.querySelector("[data-later]");
    if (said) said.textContent = "could not be asked; the next change asks again";
  });
}
