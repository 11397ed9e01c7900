"""The steps of a report by which a product is written, delivered, carried out or published; and their guards."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.reports.compliance import NOT_DONE, Compliance
from narahubung.reports.hearing import OfReports
from narahubung.reports.items import ProductItem
from narahubung.reports.product import Kind, Product, fresh_reference
from narahubung.reports.steps import reason

CLOCKS_OF = {"deliver": "ori.corrective", "received_above": "ori.recommend_report"}


class Publication(models.Model):
    """That a superior did not carry out a recommendation, told to the public (UU 37/2008 Pasal 38 ayat (4))."""

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="publications")
    published_on = models.DateField()
    where = models.CharField(_("where"), max_length=200)
    text = models.TextField(blank=True)
    undone = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfReports.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.published_on} {self.where}"


class Oversight:
    """Part of a report: its findings and its recommendation, each a product with items."""

    def product(self, kind):
        """Return the product of this kind that counts: after an objection was upheld, the newest."""
        return self.products.filter(kind=kind).order_by("pk").last()

    def compliance_with(self, kind) -> Compliance:
        product = self.product(kind)
        return product.compliance() if product else Compliance()

    def write_product(self, kind, by, facts, items, **fields):
        product = Product(
            kind=kind,
            office=by.office,
            report=self,
            reference=fresh_reference(by.office),
            number=facts.get("letter", ""),
            issued_on=self.today,
            **fields,
        )
        product.save(force_insert=True)
        product.ask(items)
        return product

    def receive_product(self, step, kind, facts):
        """The time in which it is to be done began on the day of receipt, by the clock of this file."""
        clock = self.deadlines.running().filter(rule__code__startswith=CLOCKS_OF[step])
        product, due = self.product(kind), clock.values_list("due", flat=True).first()
        if product is not None:
            changed = product.receive(date.fromisoformat(facts["delivered_on"]), due)
            product.save(update_fields=changed)

    def due_moved(self, before, after):
        """A date of law was counted again: what hangs on it moves along."""
        moved = self.products.filter(due_on=before)
        items = ProductItem.objects.filter(product__in=moved.values("pk"), due_on=before)
        items.update(due_on=after)
        moved.update(due_on=after)

    # Steps.

    def _issue(self, by, conclusion, found, facts, note="", items=()):
        codes = sorted(term.code for term in found)
        facts = facts | {"conclusion": conclusion, "found": codes, "items": len(items)}
        event = self.move("issue", by, note, facts, conclusion=conclusion)
        self.found.set(found if conclusion == "found" else [])
        asked = items if conclusion == "found" else ()
        about = {"agency": self.reported, "conclusion": conclusion}
        self.write_product(Kind.FINDINGS, by, facts, asked, **about)
        self.decide_conference("issue")
        return event

    def _deliver(self, by, facts, note=""):
        since = date.fromisoformat(facts["delivered_on"])
        event = self.move("deliver", by, note, facts, since=since)
        self.receive_product("deliver", Kind.FINDINGS, facts)
        return event

    def _recommend(self, by, note, facts, items=()):
        event = self.move("recommend", by, note, facts | {"items": len(items)})
        about = {"agency": self.superior or self.reported, "text": note}
        self.write_product(Kind.RECOMMENDATION, by, facts, items, **about)
        return event

    def _received_above(self, by, facts, note=""):
        since = date.fromisoformat(facts["delivered_on"])
        event = self.move("received_above", by, note, facts, since=since)
        self.receive_product("received_above", Kind.RECOMMENDATION, facts)
        return event

    def _publish(self, by, note, facts, published_on=None, where=""):
        product = self.product(Kind.RECOMMENDATION)
        undone = [i.seq for i in product.items.exclude(state="done")] if product else []
        closing = {"closing_reason": reason("recommendation_published")}
        event = self.move("publish", by, note, facts | {"undone": undone}, **closing)
        self.publications.create(
            published_on=published_on or self.today,
            where=where,
            text=note,
            undone=undone,
            by=by.user,
        )
        return event

    # Guards.

    def is_corrected(self, actor):
        """Closed as corrected only when every single action was checked and found done."""
        return self.is_examined_by(actor) and self.compliance_with(Kind.FINDINGS).is_complete

    def is_left_undone(self, actor):
        """The time ran out with something undone, and nothing is missing in the file."""
        if not self.correction_ran_out(actor) or self.asked_back_at:
            return False
        return not self.compliance_with(Kind.FINDINGS).is_complete

    def may_be_resolved_by(self, actor):
        return self.is_national(actor) and self.asked_back_at is None

    def is_carried_out(self, actor):
        return self.is_national(actor) and self.compliance_with(Kind.RECOMMENDATION).is_complete

    def was_ignored_above(self, actor):
        """To be published: not all was done, and the sixty days are over or something was refused."""
        found = self.compliance_with(Kind.RECOMMENDATION)
        if not self.is_national(actor) or found.is_complete:
            return False
        return self.ran_out("ori.recommend_report") or getattr(found, NOT_DONE) > 0
