// A form that is sent twice by a double click would be saved twice. After a moment it may be sent again: what it gives
// may be a file, and the page then stays.
const MOMENT = 3000; // milliseconds
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (Date.now() - (sent.get(form) ?? -MOMENT) < MOMENT) event.preventDefault();
  else sent.set(form, Date.now());
});
