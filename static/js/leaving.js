/*
When the page is left, by a reload, Back or another address, or is closed, what is typed is sent at once, in a request that
outlives it. It asks only before text is left that cannot be sent.
*/
import { part } from "./elements.js";
import { areFieldsSent, editsSoFar, isLeaving, isStuck, isUnsaved, nextSerial } from "./saving.js";

const OUTLIVES = 60 * 1024; // bytes that such a request may carry
let left = -1; // how many edits were sent as the page was left

/* Where what is typed is sent, and as what; null if it cannot be. */
function parcel() {
  const form = part("step-form");
  const text = form?.elements.namedItem("yaml");
  const isText = Boolean(text && !text.disabled);
  if (!form || isStuck() || (isText && areFieldsSent())) return null;
  const body = new URLSearchParams(new FormData(form));
  const url = (isText ? text : part("step")).getAttribute("hx-post");
  body.set("serial", nextSerial());
  return body.toString().length < OUTLIVES ? { url, body } : null;
}

/* The answer is for nobody: a page that was drawn before this arrived learns by itself that there is something newer (behind.js). */
function send({ url, body }) {
  left = editsSoFar();
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  fetch(url, { method: "POST", body, keepalive: true, headers }).catch(() => {});
}

/* Sent before the next page is asked for, so that this shows it. */
addEventListener("beforeunload", (event) => {
  if (isLeaving() || !isUnsaved()) return;
  const what = parcel();
  if (!what) event.preventDefault();
  else if (left !== editsSoFar()) send(what);
});
addEventListener("pagehide", () => {
  const what = !isLeaving() && isUnsaved() && left !== editsSoFar() && parcel();
  if (what) send(what);
});
