/*
What is typed before the page's other scripts run is noted for them: saving.js then sends it like any edit. This script
stands in the head, so that no key comes before it.
*/
window.typedEarly = [];
addEventListener("input", ({ target }) => { window.typedEarly?.push(target); }, true);
