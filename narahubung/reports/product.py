"""What the Ombudsman asks of an agency in writing: findings, recommendations, and advice that prevents.

Each is one product with items (`items.py`). One that comes of a report writes into the report's journal; one that
prevents has a journal of its own.
"""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.models import Chained
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import today_in
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.journal.models import Entry
from narahubung.reports.addressed import ANSWERABLE, addressed_to
from narahubung.reports.compliance import compliance_of
from narahubung.reports.intake import region_of
from narahubung.reports.items import ProductItem, ProductPaper, raise_closed
from narahubung.reports.lifecycle import Stage
from narahubung.reports.papers import veiled

CHIEFS = (Role.EXAMINER, Role.OFFICE_HEAD)
# Where the items of a product that came of a report are still looked after, and by whom.
NATIONAL_STAGES = (*(Stage.RESOLUTION, Stage.DRAFTING, Stage.RECOMMENDED), Stage.MONITORING)
TRACKED = (Stage.CORRECTIVE, *NATIONAL_STAGES, Stage.PUBLISHED)


class Kind(models.TextChoices):
    FINDINGS = "findings", _("Findings of an examination")
    RECOMMENDATION = "recommendation", _("Recommendation")
    RAPID = "rapid_assessment", _("Rapid assessment")
    SYSTEMIC = "systemic_review", _("Systemic review")
    ADVICE = "advice", _("Improvement advice")


OF_REPORTS = (Kind.FINDINGS, Kind.RECOMMENDATION)
PREVENTING = (Kind.RAPID, Kind.SYSTEMIC, Kind.ADVICE)


class ProductQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """An office sees what came of its files and what it wrote; an agency what was delivered to it."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.ADMINISTRATOR if actor.has_powers:
                return self
            case role if role in AT_AN_OFFICE:
                return self.filter(self.of_reports(actor) | self.of_office(actor))
            case role if role in ANSWERABLE:
                owned = ProductItem.objects.filter(addressed_to(actor, report="product__report"))
                mine = addressed_to(actor) | Q(pk__in=owned.order_by().values("product"))
                return self.filter(mine, delivered_on__isnull=False)
            case _:
                return self.none()

    def of_reports(self, actor):
        reports = self.model._meta.get_field("report").related_model.objects
        return Q(report__in=reports.visible_to(actor))

    def of_office(self, actor):
        own = Q(report=None)
        return own if actor.office.national else own & Q(office=actor.office)

    def for_page(self):
        return self.select_related("office", "agency", "report")

    @transaction.atomic
    def submit(self, *, by, office, items, files=(), **fields):
        """Write a product that prevents: it comes of no report, and has its own journal."""
        product = self.model(office=office, reference=fresh_reference(office), **fields)
        product.save(force_insert=True)
        product.ask(items)
        product.keep(files, by)
        facts = {"kind": product.kind, "number": product.number, "items": len(items)}
        product.log("product_written", by, facts=facts)
        return product


class Product(Chained):
    """One writing that asks something of an agency. Delivery starts the time in which it is to be done."""

    kind = models.CharField(max_length=16, choices=Kind)
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="products")
    report = models.ForeignKey("reports.Report", models.PROTECT, null=True, related_name="products")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="products")
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    conclusion = models.CharField(max_length=10, blank=True)
    issued_on = models.DateField()
    delivered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("oversight product")
        verbose_name_plural = _("oversight products")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OF_REPORTS, report__isnull=False)
                | Q(kind__in=PREVENTING, report__isnull=True),
                name="findings_come_of_a_report_and_prevention_of_none",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_REPORTS) | Q(agency__isnull=False),
                name="advice_has_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(delivered_on__isnull=False),
                name="time_runs_when_a_product_is_delivered",
            ),
        ]
        indexes = [
            # What was asked of an agency, and what an office wrote: what must happen first.
            models.Index(fields=["agency", "due_on"], name="products_of_an_agency"),
            models.Index(fields=["office", "due_on"], name="products_of_an_office"),
        ]

    def get_absolute_url(self):
        return reverse("reports:product", args=[self.reference])

    @property
    def heading(self):
        return self.title or str(self.get_kind_display())

    @property
    def addressee(self):
        return self.agency or (self.report and self.report.reported_party) or ""

    @property
    def today(self):
        return today_in(self.office.zone)

    @property
    def erased(self):
        return bool(self.report_id and self.report.erased_at)

    def compliance(self):
        return compliance_of(self.items.all(), self.today)

    def is_tracked(self):
        """Tell whether its items can still be reported and checked."""
        if self.delivered_on is None or self.erased:
            return False
        return self.report_id is None or self.report.stage in TRACKED

    def is_checked_by(self, actor):
        """The examining unit checks while time runs; after it the national office (PO 58/2023 Pasal 54)."""
        if actor.role not in CHIEFS or not self.is_tracked():
            return False
        if self.report_id is None:
            return True
        if self.report.stage == Stage.CORRECTIVE:
            return self.report.is_examined_by(actor)
        return actor.office.national

    def may_be_delivered_by(self, actor):
        mine = actor.role in CHIEFS and self.report_id is None
        return mine and self.delivered_on is None

    # Verbs.

    def lock(self, by):
        """Lock the report first, for whoever takes a step of it does so, too."""
        if self.report_id:
            self.report.lock(System())
        visible = Product.objects.visible_to(by).select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=visible)

    def log(self, kind, by, note="", facts=None, public=False, changed=(), salt=""):
        if self.report_id is None:
            return super().log(kind, by, note, facts, public, changed, salt)
        if changed:
            self.save(update_fields=list(changed))
        self.report.lock(System())
        facts = {**(facts or {}), "product": self.reference}
        return self.report.log(kind, by, note, facts, public, salt=salt)

    def ask(self, items):
        """Write down what is asked: rows of text, kind, agency and perhaps a day of their own."""
        rows = [ProductItem(product=self, seq=n, **item) for n, item in enumerate(items, start=1)]
        return ProductItem.objects.bulk_create(rows)

    def keep(self, files, by, item=None):
        about = {"product": self, "item": item, "role": by.role}
        return [
            ProductPaper.holding(clean, veiled(self.report, clean.name), **about) for clean in files
        ]

    def receive(self, delivered_on, due_on):
        """The agency has it: what has no day of its own is due on the day of the law."""
        self.delivered_on, self.due_on = delivered_on, due_on
        self.items.filter(due_on=None).update(due_on=due_on)
        return ["delivered_on", "due_on"]

    @transaction.atomic
    def deliver(self, by, delivered_on, due_on):
        self.lock(by)
        if not self.may_be_delivered_by(by):
            raise_closed()
        changed = self.receive(delivered_on, due_on)
        facts = {"delivered_on": delivered_on.isoformat(), "due_on": due_on.isoformat()}
        return self.log("product_delivered", by, facts=facts, changed=changed)


def fresh_reference(office) -> str:
    year, taken = today_in(office.zone).year, True
    while taken:
        reference = f"P-{new_reference(region_of(office), year)}"
        taken = Product.objects.filter(reference=reference).exists()
    return reference


class ProductEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(product__in=Product.objects.visible_to(actor))


class ProductEvent(Entry):
    """One line in the journal of a product that comes of no report."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="events")

    objects = ProductEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["product", "seq"], name="a_product_event_has_its_place")
        ]
