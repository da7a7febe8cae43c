/* A critique that stood on the screen for a few seconds was read: say so, once, by its own form. */

const SECONDS = 4;

const form = document.querySelector("form[data-seen]");
if (form) sendWhenRead(form);

function sendWhenRead(form) {
  let timer = 0;
  const send = () => {
    document.removeEventListener("visibilitychange", start);
    // The answer leads back to this page, which is here already.
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  };
  const start = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(send, SECONDS * 1000);
  };
  document.addEventListener("visibilitychange", start);
  start();
}
