"""What a product asks for, one by one: who must do it and until when, what they say, and what was found.

The agency reports an item done, with proof; the examiner checks it, and is never the one who reported it.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.messages import Attachment
from narahubung.directory.models import Agency
from narahubung.reports.addressed import ANSWERABLE, addressed_to
from narahubung.reports.compliance import awaits_check, may_become
from narahubung.vault.rotation import covers

# An inspectorate looks on; these answer for the agency.
ANSWERING = (Role.FOCAL_POINT, Role.HEAD, Role.STEWARD)

REPORTING = ["reported_by", "reported_at", "reported_words", "checked_by", "checked_at"]


def raise_closed():
    raise PermissionDenied(_("This step is no longer open. Somebody else may have taken it."))


class OfProducts(models.QuerySet):
    def of_visible_products(self, actor):
        products = self.model._meta.get_field("product").related_model
        return self.filter(product__in=products.objects.visible_to(actor))

    def unerased(self):
        return self.filter(product__report__erased_at=None)


class ItemQuerySet(OfProducts):
    def visible_to(self, actor):
        """Whom the product is addressed to sees all of it; who owns one item sees that one."""
        rows = self.of_visible_products(actor)
        if actor.role not in ANSWERABLE:
            return rows
        whole = addressed_to(actor, "product__agency", "product__report")
        return rows.filter(whole | addressed_to(actor, report="product__report"))

    def of_agency(self, agency):
        """Return what was asked of an agency and all below it, and reached it: what its compliance is made of."""
        tree = Agency.objects.descendants(agency, include_self=True)
        return self.filter(agency__in=tree.values("pk"), product__delivered_on__isnull=False)


class ProductItem(models.Model):
    class Kind(models.TextChoices):
        CORRECTIVE = "corrective", gettext_lazy("Corrective action")
        ADVICE = "advice", gettext_lazy("Advice for improvement")
        IMPROVEMENT = "improvement", gettext_lazy("Advice to those who make the rules")
        RECOMMENDATION = "recommendation", gettext_lazy("Recommendation")

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Not yet done")
        PARTLY = "partly", gettext_lazy("Done in part")
        DONE = "done", gettext_lazy("Carried out")
        NOT_DONE = "not_done", gettext_lazy("Not carried out")

    product = models.ForeignKey("reports.Product", models.PROTECT, related_name="items")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reported_at = models.DateTimeField(null=True)
    reported_words = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    checked_words = models.TextField(blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("item of a product")
        verbose_name_plural = gettext_lazy("items of products")
        ordering = ["product", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["product", "seq"], name="an_item_has_its_place"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(reported_by__isnull=True)
                | ~Q(checked_by=F("reported_by")),
                name="nobody_checks_what_they_reported",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(checked_at__isnull=False, reported_at__isnull=False),
                name="what_is_done_was_reported_and_checked",
            ),
        ]
        indexes = [
            # The compliance of an agency, and what it must do first.
            models.Index(fields=["agency", "state", "due_on"], name="items_of_an_agency"),
        ]

    def __str__(self):
        return f"{self.product_id}.{self.seq} {self.state}"

    @property
    def awaits_check(self):
        return awaits_check(self)

    def is_late(self, today):
        return bool(self.state != self.State.DONE and self.due_on and self.due_on < today)

    def may_be_reported_by(self, actor):
        """Those who answer for its agency; or the office, which writes down what came by letter."""
        if self.state == self.State.DONE or not self.product.is_tracked():
            return False
        if actor.role in AT_AN_OFFICE:
            return True
        return actor.role in ANSWERING and self.agency_id in actor.scope

    def may_be_checked_by(self, actor):
        if self.state == self.State.DONE or not self.product.is_checked_by(actor):
            return False
        return self.reported_by_id != actor.user.pk

    @transaction.atomic
    def report(self, by, words, files=()):
        """Say that it is done, with proof. Said again, the new words stand, and the papers are added."""
        self.lock(by)
        if not self.may_be_reported_by(by):
            raise_closed()
        self.reported_by, self.reported_at, self.reported_words = by.user, timezone.now(), words
        self.checked_by = self.checked_at = None
        self.save(update_fields=REPORTING)
        papers = self.product.keep(files, by, item=self)
        facts = {"item": self.seq, "papers": len(papers)}
        return self.product.log("item_reported", by, facts=facts)

    @transaction.atomic
    def check_off(self, by, verdict, words):
        """Say what was found. Only what somebody else has reported can be found done."""
        self.lock(by)
        if not self.may_be_checked_by(by) or not may_become(self, verdict):
            raise_closed()
        self.state, self.checked_words = self.State(verdict), words
        self.checked_by, self.checked_at = by.user, timezone.now()
        self.save(update_fields=["state", "checked_words", "checked_by", "checked_at"])
        facts = {"item": self.seq, "state": self.state.value}
        return self.product.log("item_checked", by, facts=facts, public=True)

    def lock(self, by):
        self.product.lock(by)
        visible = ProductItem.objects.visible_to(by).select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=visible)


class PaperQuerySet(OfProducts):
    def visible_to(self, actor):
        """A paper of an item goes with the item; the writing itself is for whom it is addressed to."""
        papers = self.of_visible_products(actor).unerased()
        if actor.role not in ANSWERABLE:
            return papers
        whole = addressed_to(actor, "product__agency", "product__report")
        return papers.filter(whole | Q(item__in=ProductItem.objects.visible_to(actor)))


class ProductPaper(Attachment):
    """The writing itself, or the proof that an item was carried out."""

    product = models.ForeignKey("reports.Product", models.PROTECT, related_name="papers")
    item = models.ForeignKey(ProductItem, models.PROTECT, null=True, related_name="papers")

    objects = PaperQuerySet.as_manager()


covers(ProductPaper, "original_key", lambda paper: paper.key.bytes)
