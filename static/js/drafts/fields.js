// What is typed and chosen in a form, by name, but for what a page adds while one types.

const NOT_TYPED = new Set(["submit", "button", "hidden", "file"]);
// Which wording it was typed in goes along, as the page had it.
const ALONG = ["seen", "base_revision"];

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && "value" in field && !NOT_TYPED.has(field.type) && !field.closest("[data-points]"),
  );
}

export function typedIn(form) {
  return gather(form, (field) => (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value));
}

// As the site sent it, whatever the browser put there since.
export function givenIn(form) {
  return gather(form, (field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    return ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value ?? "";
  });
}

export function along(form) {
  return Object.fromEntries(ALONG.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
}

export function fill(form, values) {
  for (const field of fieldsOf(form)) {
    const value = values[field.name];
    if (value === undefined && field.type !== "checkbox") continue;
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value;
  }
  for (const name of ALONG) if (values[name] && form.elements[name]) form.elements[name].value = values[name];
  // Whatever else listens to the text, as the points beside it.
  form.elements.body?.dispatchEvent(new Event("input", { bubbles: true }));
}

export function same(one, two) {
  const names = new Set([...Object.keys(one), ...Object.keys(two)].filter((name) => !ALONG.includes(name)));
  return [...names].every((name) => plain(one[name]) === plain(two[name]));
}

// Line ends and white space at the end make no other text.
function plain(value) {
  return (value ?? "").replaceAll("\r\n", "\n").trimEnd();
}

function gather(form, valueOf) {
  const values = {};
  for (const field of fieldsOf(form)) {
    const value = valueOf(field);
    if (typeof value !== "boolean") values[field.name] = value;
    else if (value) values[field.name] = field.value;
  }
  return values;
}
