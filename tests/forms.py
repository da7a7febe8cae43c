"""The links and forms of a page, as a browser without script has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

UNTYPED = ("radio", "checkbox", "submit", "button", "reset")


@dataclass
class Button:
    """What sends a form, and what it adds to it."""

    name: str
    value: str
    action: str
    label: str = ""


@dataclass
class Form:
    """A form: its kind is its `data-form`, `fields` what it would send untouched."""

    kind: str
    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    # What may be chosen, of what cannot be typed.
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def filled_in(self, **typed: str) -> dict[str, str]:
        """Return what it sends once these were typed and chosen; an underscore may be a hyphen.

        Raises AssertionError where it has no such field or no such choice.
        """
        sent = dict(self.fields)
        for name, value in typed.items():
            names = [each for each in (name, name.replace("_", "-")) if self._has(each)]
            assert names, f"there is no field {name} among {[*self.fields, *self.choices]}"
            among = self.choices.get(names[0], [value])
            assert value in among, f"{name} can be {among}, not {value}"
            sent[names[0]] = value
        return sent

    def _has(self, name: str) -> bool:
        return name in self.fields or name in self.choices


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page."""
    return _read(page).forms


def links_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of every link of a page."""
    for words, address in _read(page).links:
        yield " ".join("".join(words).split()), address


def _read(page: str) -> "_Reader":
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Reads links and forms; a button may stand elsewhere than its form, fields that do are left
    out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[tuple[list[str], str]] = []
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._elsewhere: list[tuple[str, Button]] = []
        self._area = self._select = ""
        self._link: list[str] | None = None
        self._button: Button | None = None

    def close(self) -> None:
        """Give each form its buttons that stand elsewhere: its own may come before it."""
        super().close()
        for name, button in self._elsewhere:
            if name in self._by_id:
                self._by_id[name].buttons.append(button)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self._link = []
            self.links.append((self._link, given["href"]))
        elif tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(given.get("data-form", ""), method, given.get("action", ""))
            self.forms.append(self._form)
            self._by_id[given.get("id", "")] = self._form
        elif tag == "button" and "form" in given:
            self._button = Button(given.get("name", ""), given.get("value", ""), "")
            self._elsewhere.append((given["form"], self._button))
        elif self._form is not None and "form" not in given:
            self._control(self._form, tag, given)

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button":
            self._button = Button(name, given.get("value", ""), given.get("formaction", ""))
            form.buttons.append(self._button)
        elif tag == "input" and name and kind not in UNTYPED:
            form.fields[name] = given.get("value", "")
        elif tag == "input" and kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.fields[name] = given.get("value", "on")
        elif tag == "textarea":
            self._area, form.fields[name] = name, ""
        elif tag == "select":
            self._select = name
            form.choices[name] = []
        elif tag == "option" and self._select:
            form.choices[self._select].append(given.get("value", ""))
            if self._select not in form.fields or "selected" in given:
                form.fields[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.fields[self._area] += data
        if self._button is not None:
            self._button.label += data
        if self._link is not None:
            self._link.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._area and self._form is not None:
            # A browser drops the line end that opens a textarea.
            self._form.fields[self._area] = self._form.fields[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "button" and self._button is not None:
            self._button.label = " ".join(self._button.label.split())
            self._button = None
        elif tag == "a":
            self._link = None
