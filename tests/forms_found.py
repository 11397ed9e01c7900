"""The forms that a page shows, found by reading it, and what could be posted to them."""

import io
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urljoin

from PIL import Image

from tests.journeys.pages import Page, served

BOUNDARY = "batas-di-antara-bagian"


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()

    def plausible(self, n):
        """Return what an ordinary person would put here; words are told apart by their number."""
        match self.kind:
            case "text" | "textarea" | "search":
                return f"ketik{n} antrean"
            case "email":
                return f"ketik{n}@example.org"
            case "date":
                return "2026-11-20"
            case "tel":
                return "0812 5555 0101"
            case "file":
                return ("loket.jpg", PHOTO)
        return self.value or next(filter(None, self.options), "")


@dataclass(frozen=True)
class Form:
    url: str
    method: str
    is_multipart: bool
    fields: tuple[Field, ...]

    def __repr__(self):
        return f"{self.method} {self.url} ({' '.join(f.name for f in self.fields)})"


def photo():
    body = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(body, "JPEG")
    return body.getvalue()


PHOTO = photo()


def forms_of(response):
    """Return each form of a page once, however often it is shown."""
    page = Page(response)
    return {form_of(page, node): None for node in page.root.all("form")}


def form_of(page, node):
    values = dict(served(node))
    found = {}
    for field in node.all("input", "select", "textarea", "button"):
        if field["name"]:
            options = [o["value"] for o in field.all("option")] or [field["value"]]
            before = found.get(field["name"])
            kind = field["type"] or ("text" if field.name == "input" else field.name)
            found[field["name"]] = Field(
                field["name"],
                kind,
                values.get(field["name"], ""),
                (*(before.options if before else ()), *options),
            )
    return Form(
        urljoin(page.url, node["action"] or page.url),
        (node["method"] or "get").upper(),
        "multipart" in node["enctype"],
        tuple(found.values()),
    )


def raw(value) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def encoded(pairs) -> str:
    """Write pairs as a browser would, halves of surrogate pairs included, which Django's client refuses."""
    return "&".join(f"{quote_from_bytes(raw(k))}={quote_from_bytes(raw(v))}" for k, v in pairs)


def parts(pairs) -> bytes:
    body = b""
    for name, value in pairs:
        head = b'Content-Disposition: form-data; name="%s"' % raw(name).replace(b'"', b"%22")
        if isinstance(value, tuple):
            file, value = value
            head += b'; filename="%s"' % raw(file).replace(b'"', b"%22").replace(b"\r\n", b" ")
            head += b"\r\nContent-Type: image/jpeg"
        body += b"--%s\r\n%s\r\n\r\n%s\r\n" % (BOUNDARY.encode(), head, raw(value))
    return body + b"--%s--\r\n" % BOUNDARY.encode()


def send(client, form, pairs):
    if form.method == "GET":
        return client.get(form.url, QUERY_STRING=encoded(words_only(pairs)))
    if form.is_multipart:
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return client.generic("POST", form.url, parts(pairs), kind)
    body = encoded(words_only(pairs))
    return client.generic("POST", form.url, body, "application/x-www-form-urlencoded")


def words_only(pairs):
    """A form without `multipart` sends the name of a file instead of the file."""
    return [(k, v[0] if isinstance(v, tuple) else v) for k, v in pairs]
