// Makes passkeys and signs in with them.
// A form's data-passkey says which: "create" or "get". What to ask the browser stands in the page,
// in the element that data-options names, or is fetched from data-options-url.

import { gettext } from "../words/words.js";

const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON;
const parse = {
  create: (json) => PublicKeyCredential.parseCreationOptionsFromJSON(json),
  get: (json) => PublicKeyCredential.parseRequestOptionsFromJSON(json),
};
const REASONS = {
  NotAllowedError: gettext("Nothing happened: it was called off, or took too long. Try again."),
  InvalidStateError: gettext("This device has a passkey for your account already."),
  SecurityError: gettext("Passkeys don’t work at this address of the site."),
};

if (able) {
  for (const lacking of document.querySelectorAll("[data-passkey-lacking]")) lacking.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
}

async function answer(form) {
  const says = form.querySelector("[role=alert]");
  says.hidden = true;
  try {
    const kind = form.dataset.passkey;
    const data = await given(form);
    const publicKey = parse[kind](wanted(form, data));
    const credential = await navigator.credentials[kind]({ publicKey });
    form.elements.asked.value = data.asked;
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    says.textContent = REASONS[error.name] ?? gettext("This didn’t work. Load the page again and retry.");
    says.hidden = false;
  }
}

async function given(form) {
  const { options, optionsUrl } = form.dataset;
  if (options) return JSON.parse(document.getElementById(options).textContent);
  const response = await fetch(optionsUrl, { headers: { Accept: "application/json" } });
  return response.json();
}

// A passkey that signs in by itself is kept on the device, and asks for its PIN or a finger.
function wanted(form, data) {
  const { publicKey } = data.creation_options ?? data.request_options;
  const alone = form.elements.passwordless;
  if (alone) {
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: alone.checked ? "required" : "discouraged",
      requireResidentKey: alone.checked,
      userVerification: alone.checked ? "required" : "preferred",
    };
  }
  return publicKey;
}
