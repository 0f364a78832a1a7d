/*
Who is signed in, as that changes in other tabs: a page takes the fresh token then, so that its forms are still accepted. Each
page tells the others for whom it was drawn.
*/
import { isOfStep } from "./elements.js";

const { session: address, who = "" } = document.body.dataset;
const others = address && "BroadcastChannel" in window ? new BroadcastChannel("who-is-signed-in") : null;
let known = who; // who is signed in, as far as this page knows

function take(token) {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
}

/* Take the fresh token. Returns the name that is signed in, "" for a visitor; null if the server cannot be asked. */
export async function renew() {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return null;
    const { name, token } = await answer.json();
    take(token);
    known = name;
    return name;
  } catch {
    return null;
  }
}

/* A part that was drawn while the token changed has the old one. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const { csrfmiddlewaretoken: posted } = detail.parameters;
  if (posted) detail.parameters.csrfmiddlewaretoken = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
});

others?.addEventListener("message", async ({ data }) => {
  const before = known;
  if (data !== before) await renew();
  document.dispatchEvent(new CustomEvent("session", { detail: { before, now: data } }));
});
others?.postMessage(who);

/* A preview that was refused for its old token is asked for once more; what saves a step does so in saving.js. */
const repeated = new WeakSet();
document.addEventListener("htmx:responseError", async ({ detail: { xhr, elt, requestConfig } }) => {
  if (xhr.status !== 403 || isOfStep(elt) || repeated.delete(elt)) return;
  repeated.add(elt);
  if ((await renew()) !== null) elt.dispatchEvent(new Event(requestConfig.triggeringEvent?.type ?? "change", { bubbles: true }));
});
document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => { if (successful) repeated.delete(elt); });
