/* What changed between two texts, and how it is brought into a third that was made of the first, too. */

/* The one stretch in which two texts differ: where it starts, how far its end is from theirs, what the second has there. */
function difference(old, text) {
  let start = 0;
  while (start < old.length && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, text.length) - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return { start, end, added: text.slice(start, text.length - end) };
}

/*
The stretch of `now` that is to be replaced, and by what, so that it has what changed from `base` to `text`. Null if nothing
changed, or if `now` changed the same stretch: that is the newer change.
*/
export function carryOver(base, text, now) {
  if (base === text) return null;
  const { start, end, added } = difference(base, text);
  const typed = difference(base, now);
  const stop = base.length - end;
  const isAfter = typed.start >= stop;
  if (!isAfter && base.length - typed.end > start) return null;
  const shift = isAfter ? 0 : now.length - base.length;
  return { from: start + shift, to: stop + shift, added };
}
