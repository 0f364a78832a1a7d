/* What the scripts of a page share: finding elements, drawing icons, comparing the paths of fields. */

export const part = (id) => document.getElementById(id);

/* Whether a field's path is another's or lies below it. */
export const isWithin = (inner, outer) => inner === outer || (inner.startsWith(outer) && ".[".includes(inner[outer.length]));

/* The heading of the step, which can take the focus where nothing else should. */
export function headingOfStep() {
  const heading = document.querySelector("#step h1");
  if (heading) heading.tabIndex = -1;
  return heading;
}

/* An icon of the page's sprite, hidden from screen readers: the text beside it says the same. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${document.body.dataset.sprite}#${name}`);
  svg.append(use);
  return svg;
}

/* Whether an element belongs to the step of a draft, whose saving has its own rules. */
export const isOfStep = (element) => Boolean(element?.closest?.("#step")) || element?.form?.id === "step-form";

/* The text of the manifest, read from the pane. */
export function textOfPane() {
  const lines = [...part("yaml").querySelectorAll(".l")];
  const own = (line) => [...line.childNodes].filter((node) => !node.matches?.(".l__n")).map((node) => node.textContent).join("");
  return lines.map((line) => own(line).replace(/\n$/, "")).join("\n");
}

/* The text that the server has at an address; an error if there is none. */
export async function textAt(url) {
  const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

/* Add a script or a style sheet to the page; it is there once the promise is kept. */
export function fetched(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}
