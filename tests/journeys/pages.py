"""A browser without script: reads words, follows links, fills in forms by their labels, presses buttons.

What is sent is what stands in the form as it was served, and nothing can be pressed that is not there.
"""

import html
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client
from django.utils.html import VOID_ELEMENTS
from django.utils.text import normalize_newlines

UNSEEN = {"script", "style", "title", "svg", "template"}


class Node:
    def __init__(self, name, attributes=(), parent=None):
        self.name, self.parent, self.children = name, parent, []
        self.attributes = {key: value or "" for key, value in attributes}

    def __getitem__(self, key):
        return self.attributes.get(key, "")

    def __contains__(self, key):
        return key in self.attributes

    def all(self, *names):
        for child in self.children:
            if isinstance(child, Node):
                if child.name in names:
                    yield child
                yield from child.all(*names)

    def above(self, name):
        node = self.parent
        while node is not None and node.name != name:
            node = node.parent
        return node

    def raw(self):
        if self.name in UNSEEN:
            return ""
        return "".join(c if isinstance(c, str) else f" {c.raw()}" for c in self.children)

    @property
    def text(self):
        return " ".join(self.raw().split())


class Reader(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.root = self.here = Node("")
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.here)
        self.here.children.append(node)
        if tag not in VOID_ELEMENTS:
            self.here = node

    def handle_endtag(self, tag):
        assert self.here.name == tag, f"</{tag}> ends <{self.here.name}>"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.children.append(data)


class Page:
    """What one answer shows."""

    def __init__(self, response):
        self.status = response.status_code
        self.url = response.wsgi_request.get_full_path()
        self.root = Reader(response.content.decode()).root

    @property
    def text(self):
        return next(self.root.all("body")).text

    def shows(self, *texts):
        missing = [text for text in texts if text not in self.text]
        assert not missing, f"{missing} not in: {self.text}"
        return self

    def hides(self, *texts):
        found = [text for text in texts if text in self.text]
        assert not found, f"{found} in: {self.text}"
        return self

    def link(self, text):
        return self.one((a for a in self.root.all("a") if text in a.text), text)["href"]

    def button(self, text):
        return self.one((b for b in self.root.all("button") if b.text == text), text)

    def offers(self, text):
        return any(n.text == text for n in self.root.all("a", "button"))

    def one(self, found, text):
        node = next(found, None)
        assert node is not None, f"nothing says “{text}” here: {self.text}"
        return node

    def field(self, form, label):
        """Return the field that a label of these words belongs to, or the choice of these words."""
        labels = (n for n in form.all("label") if n.text.startswith(label))
        wanted = self.one(labels, label)["for"]
        return next(n for n in form.all("input", "select", "textarea") if n["id"] == wanted)


class Visitor:
    """Somebody in front of the pages."""

    def __init__(self):
        self.client = Client()
        self.page = None

    def opens(self, url):
        return self.see(self.client.get(url, follow=True))

    def see(self, response):
        self.page = Page(response)
        assert self.page.status < 500
        return self.page

    def follows(self, text):
        return self.opens(urljoin(self.page.url, self.page.link(text)))

    def presses(self, text, written=None):
        """Fill in the form of a button, {label: what is written}, and press it."""
        button = self.page.button(text)
        form = button.above("form")
        data = dict(served(form))
        for label, value in (written or {}).items():
            data.update(self.filled(form, label, value))
        if button["name"]:
            data[button["name"]] = button["value"]
        url = urljoin(self.page.url, form["action"] or self.page.url)
        if form["method"] == "post":
            return self.see(self.client.post(url, data, follow=True))
        return self.see(self.client.get(url, data, follow=True))

    def filled(self, form, label, value):
        field = self.page.field(form, label)
        if field.name == "select":
            option = self.page.one((o for o in field.all("option") if value in o.text), value)
            return {field["name"]: option["value"]}
        if field["type"] in ("radio", "checkbox"):
            return {field["name"]: field["value"]}
        return {field["name"]: value}


def served(form):
    """Yield name and value of each field, as a browser would send an untouched form."""
    for field in form.all("input", "select", "textarea"):
        if not field["name"] or field["type"] == "file":
            continue
        if field.name == "textarea":
            yield field["name"], html.unescape(normalize_newlines(field.raw()).removeprefix("\n"))
        elif field.name == "select":
            options = list(field.all("option"))
            chosen = [o for o in options if "selected" in o] or options[:1]
            yield from ((field["name"], o["value"]) for o in chosen)
        elif field["type"] not in ("radio", "checkbox") or "checked" in field:
            yield field["name"], field["value"]
