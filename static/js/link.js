/* Links that carry a manifest after their #: packed and unpacked in the browser, never sent to a server. */
const LONGEST_LINK = 16000;
const LONGEST_TEXT = 1 << 20;
const FORMAT = "deflate-raw";
const MARK = "#y1.";

const problem = document.querySelector("[data-link-problem]");

function complain(text) {
  problem.textContent = text;
  problem.hidden = false;
}

/* All bytes of a stream, up to a limit: a short link can unpack to more than fits into memory. */
async function drain(stream, limit) {
  const reader = stream.getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new RangeError("too long");
    }
    parts.push(value);
  }
}

async function pack(text) {
  const bytes = await drain(new Blob([text]).stream().pipeThrough(new CompressionStream(FORMAT)), LONGEST_TEXT);
  const letters = Array.from(bytes, byte => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpack(packed) {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT));
  return new TextDecoder("utf-8", { fatal: true }).decode(await drain(stream, LONGEST_TEXT));
}

async function make(section) {
  const address = new URL(section.dataset.open, location.href);
  const link = address.href + MARK + (await pack(section.querySelector("[data-link-text]").value));
  if (link.length > LONGEST_LINK) {
    complain(`This link would have ${link.length} characters, more than many programs accept. Use a link stored here instead.`);
    return;
  }
  const shown = section.querySelector("#carried");
  shown.value = link;
  section.querySelector("[data-copy-text]").dataset.copyText = link;
  section.querySelector("[data-link-carried]").hidden = false;
  shown.focus();
  shown.select();
}

async function show(here) {
  if (!location.hash.startsWith(MARK)) {
    complain("This link carries no manifest. Perhaps its end was cut off.");
    return;
  }
  try {
    const text = await unpack(location.hash.slice(MARK.length));
    here.querySelector("[data-link-shown]").textContent = text;
    /* As a file, because a text control would change the line endings. */
    const carried = new DataTransfer();
    carried.items.add(new File([text], "pod.yaml"));
    here.querySelector("[data-link-file]").files = carried.files;
    here.querySelector("[data-link-form]").hidden = false;
    problem.hidden = true;
  } catch {
    here.querySelector("[data-link-form]").hidden = true;
    complain("This link cannot be unpacked. Perhaps its end was cut off.");
  }
}

const section = document.querySelector("[data-link]");
const here = document.querySelector("[data-link-here]");
section?.querySelector("[data-link-make]")?.addEventListener("click", () => make(section));
if (here) {
  addEventListener("hashchange", () => show(here));
  show(here);
}
