/*
What is brought of a cluster may be large: how much of it has arrived, and then that the server reads it, of which nobody knows
how far it is. What takes no time is not told of. A refusal is said in the form, which keeps what is in it.
*/
import { part } from "./elements.js";

const QUICK = 500; // ms
const MB = 1e6;
let isSent = false;
let timer = 0;

const isOurs = (element) => element.id === "bring";

/* Say how it goes; no share is known where `share` is null. */
function tell(words, share) {
  const bar = part("upload").querySelector("progress");
  part("upload-words").textContent = words;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
}

function announce() {
  if (!part("upload").hidden) part("live").textContent = isSent ? "Reading it" : "Uploading it";
}

function end(problem) {
  clearTimeout(timer);
  part("upload").hidden = true;
  part("upload-problem").hidden = !problem;
  part("upload-problem").querySelector("span").textContent = problem;
}

document.addEventListener("htmx:beforeSend", ({ target }) => {
  if (!isOurs(target)) return;
  isSent = false;
  end("");
  tell("Uploading", 0);
  timer = setTimeout(() => {
    part("upload").hidden = false;
    announce();
  }, QUICK);
});

document.addEventListener("htmx:xhr:progress", ({ target, detail: { lengthComputable, loaded, total } }) => {
  if (!isOurs(target) || isSent || !lengthComputable) return;
  tell(`Uploading: ${(loaded / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB`, loaded / total);
});

/* The first end is that of what is sent, the second that of the answer. */
document.addEventListener("htmx:xhr:loadend", ({ target }) => {
  if (!isOurs(target) || isSent) return;
  isSent = true;
  tell("Reading what arrived", null);
  announce();
});

document.addEventListener("htmx:responseError", ({ target, detail: { xhr } }) => {
  if (!isOurs(target)) return;
  const isSentence = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  end(isSentence ? xhr.responseText : `The server answered ${xhr.status}. Load the page again and try once more.`);
});
for (const lost of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(lost, ({ target }) => {
    if (isOurs(target)) end("The connection broke off. Try again, or bring it without running pods.");
  });
}
