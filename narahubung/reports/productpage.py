"""What a page shows of products: each item with its state, its clock and who may do what."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.sentences import short
from narahubung.reports.compliance import Compliance, compliance_of
from narahubung.reports.items import ProductItem, ProductPaper
from narahubung.reports.product import Product
from narahubung.reports.timeline import HAPPENED
from narahubung.ui.thread import Knot

A_PAGE = 25
State = ProductItem.State
TONES = {State.DONE: "ok", State.PARTLY: "due", State.NOT_DONE: "late", State.OPEN: "neutral"}


@dataclass(frozen=True)
class Asked:
    """A product with its items as one pair of eyes sees it."""

    product: Product
    items: tuple
    knots: tuple
    compliance: Compliance
    # Of what is not done, the clock that runs out first: its words and its tone.
    clock: tuple = ()

    @property
    def sentence(self):
        return f"{self.words}: {self.clock[0]}" if self.clock else self.words

    @property
    def tone(self):
        if self.compliance.is_complete:
            return "ok"
        return self.clock[1] if self.clock else "quiet"

    @property
    def words(self):
        count = {"done": self.compliance.done, "total": self.compliance.total}
        return _("%(done)s of %(total)s carried out") % count


def asked_of(product, items, today, language) -> Asked:
    items, calendar = tuple(items), calendar_for("", 5)
    knots = tuple(knot_of(item, today, calendar, language) for item in items)
    days = [item.due_on for item in items if item.due_on and item.state != State.DONE]
    clock = short(min(days), today, calendar, language) if days else ()
    return Asked(product, items, knots, compliance_of(items, today), clock)


def asked_by(file, today, language) -> list:
    """Return the products of a report, the oldest first."""
    products = file.products.select_related("agency").prefetch_related(
        Prefetch("items", ProductItem.objects.select_related("agency").order_by("seq"))
    )
    return [asked_of(product, product.items.all(), today, language) for product in products]


def knot_of(item, today, calendar, language):
    """Draw an item as a knot: done, waiting to be checked, promised for a day, or late."""
    sentence, state = "", "promised"
    if item.state == State.DONE:
        state = "done"
    elif item.awaits_check:
        state = "open"
    elif item.is_late(today) or item.state == State.NOT_DONE:
        state = "late"
    if item.due_on and state != "done":
        sentence = short(item.due_on, today, calendar, language)[0]
    label = item.text[:160] or _("(words erased)")
    at = item.checked_at if state == "done" else item.due_on
    return Knot(label, at=at, who=str(item.agency or ""), state=state, sentence=sentence)


def state_of(item) -> tuple:
    """Return the words and the tone of an item's state."""
    if item.awaits_check:
        return _("Reported, to be checked"), "due"
    return item.get_state_display(), TONES[State(item.state)]


def product_page(product, actor) -> dict:
    language, today = get_language() or "id", product.today
    items = ProductItem.objects.visible_to(actor).filter(product=product)
    items = items.select_related("agency", "reported_by", "checked_by").prefetch_related("papers")
    asked = asked_of(product, items, today, language)
    calendar = calendar_for("", 5)
    for item in items:
        item.product = product
    rows = [row_of(item, actor, today, calendar, language) for item in asked.items]
    papers = ProductPaper.objects.visible_to(actor).filter(product=product, item=None)
    return {
        "product": product,
        "asked": asked,
        "rows": rows,
        "papers": papers,
        "may_deliver": product.may_be_delivered_by(actor),
        "events": journal_of(product, actor),
    }


def row_of(item, actor, today, calendar, language) -> dict:
    words, tone = state_of(item)
    done = item.state == State.DONE
    clock = short(item.due_on, today, calendar, language) if item.due_on and not done else None
    return {"item": item, "words": words, "tone": tone, "clock": clock, "deeds": deeds(item, actor)}


def deeds(item, actor) -> list:
    found = []
    args = [item.product.reference, item.seq]
    if item.may_be_checked_by(actor):
        found.append((_("Check it"), reverse("reports:item", args=[*args, "check"])))
    if item.may_be_reported_by(actor):
        label = _("Add to what was reported") if item.awaits_check else _("Report it as done")
        found.append((label, reverse("reports:item", args=[*args, "report"])))
    return found


def journal_of(product, actor) -> list:
    """Return the own journal of a product that comes of no report, for the office that wrote it."""
    if product.report_id or actor.office is None:
        return []
    return [
        Knot(str(HAPPENED[event.kind]), at=event.at, who=event.place)
        for event in product.events.all()
    ]


class ProductList:
    """What was asked of an agency, or what an office asked: what must happen first stands first."""

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.tab = query.get("tab") if query.get("tab") in ("open", "all") else "open"

    @property
    def tabs(self):
        labels = {"open": _("To be done"), "all": _("All")}
        return [
            {"label": labels[tab], "url": f"?tab={tab}", "current": tab == self.tab}
            for tab in labels
        ]

    def found(self):
        products = Product.objects.visible_to(self.actor)
        if self.tab == "open":
            undone = ProductItem.objects.filter(product=OuterRef("pk")).exclude(state=State.DONE)
            products = products.filter(Exists(undone))
        items = ProductItem.objects.visible_to(self.actor).select_related("agency")
        return (
            products.for_page()
            .prefetch_related(Prefetch("items", items.order_by("seq")))
            .order_by(F("due_on").asc(nulls_last=True), "-pk")
        )

    def page(self):
        return Paginator(self.found(), A_PAGE).get_page(self.query.get("page"))

    def rows(self, page):
        language = get_language() or "id"
        return [asked_of(product, product.items.all(), product.today, language) for product in page]
