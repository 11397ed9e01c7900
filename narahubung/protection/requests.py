"""What somebody asks of the data that is kept of them, and what the data protection officer did about it."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import Role
from narahubung.cases.references import new_reference
from narahubung.complaints.models import Complaint
from narahubung.complaints.wall import ReportedParty, hidden_users
from narahubung.directory.models import Agency
from narahubung.journal.models import Entry
from narahubung.protection.deeds import Deeds
from narahubung.protection.hours import HourlyCase, HourlyQuerySet
from narahubung.protection.lifecycle import ENDED, MOVES, RIGHTS, STOPS, Kind, Stage
from narahubung.vault import KeyGone, new_data_key, seal_json, unseal_json
from narahubung.vault.rotation import covers


class Channel(models.TextChoices):
    PORTAL = "portal", _("From the page of their complaint")
    LETTER = "letter", _("Letter")
    WALK_IN = "walk_in", _("At the counter")


class Check(models.TextChoices):
    """How it is known that the person is who they say."""

    NONE = "", _("Not yet checked")
    SECRET = "secret_words", _("Number and secret words of the complaint")
    CARD = "card", _("Identity card, shown at the counter")
    COPY = "card_copy", _("Copy of the identity card and a call back")
    PROXY = "proxy", _("Letter of authority and both identity cards")


class DataRequestQuerySet(HourlyQuerySet):
    def visible_to(self, actor):
        """The officer of the place sees what reached it, but never from a file about themselves; a person the own."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.DATA_PROTECTION:
                hidden = ReportedParty.objects.against(actor).files()
                return self.filter(agency__in=actor.scope).exclude(complaint__in=hidden)
            case Role.COMPLAINANT:
                return self.filter(complaint=actor.complaint_id)
            case _:
                return self.none()

    def for_page(self):
        return self.select_related("agency__region", "rule")

    @transaction.atomic
    def submit(self, *, kind, words, by, agency, channel, complaint=None, received_at=None):
        """Take in a request by any door, with its clock and, if it is about a file, an event there."""
        at = received_at or timezone.now()
        number = new_reference(agency.region.code, at.year)
        row = self.model(agency=agency, complaint=complaint, kind=kind, channel=channel)
        row.reference, row.stage, row.starts_at = f"PD-{number}", Stage.RECEIVED, at
        row.seal_words(words)
        row.promise(RIGHTS[kind][1])
        event = row.chained("received", by, facts={"kind": kind, "channel": channel})
        row.save(force_insert=True)
        event.save(force_insert=True)
        row.tell_file("data_request", by)
        if channel == Channel.PORTAL:
            row.take("verify", System(), checked=Check.SECRET)
        return row


class DataRequest(Deeds, HourlyCase):
    """A request under UU 27/2022 Pasal 6 to 11. What was written is sealed under a key of its own."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="data_requests")
    complaint = models.ForeignKey(
        Complaint, models.PROTECT, null=True, related_name="data_requests"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=8, choices=Channel)
    checked = models.CharField(max_length=12, choices=Check, default=Check.NONE, blank=True)
    ground = models.CharField(max_length=40, blank=True)
    data_key = models.BinaryField()
    sealed = models.BinaryField()

    MOVES, ENDED, STOPS = MOVES, ENDED, STOPS
    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "kind"],
                condition=Q(closed_at__isnull=True, complaint__isnull=False),
                name="a_file_has_one_open_request_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(stage="refused") | ~Q(ground=""),
                name="a_refused_request_has_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["received", "refused"]) | ~Q(checked=""),
                name="a_granted_request_is_of_a_checked_person",
            ),
        ]
        indexes = [
            # The desk: what is still open, by what is due first.
            models.Index(fields=["agency", "closed_at", "due_at"], name="requests_by_due"),
        ]

    def get_absolute_url(self):
        return reverse("protection:request", args=[self.reference])

    @property
    def article(self):
        return f"UU 27/2022 {RIGHTS[self.kind][0]}"

    @property
    def stage_label(self):
        return Stage(self.stage).label

    def hidden_from(self) -> set[int]:
        """Return the officers who are not told, for the file is about them."""
        return hidden_users(self.complaint) if self.complaint_id else set()

    def seal_words(self, words: dict):
        context = self.reference.encode()
        self.data_key = new_data_key(context)
        self.sealed = seal_json(self.data_key, words, context)

    def words(self) -> dict:
        """Return what was written, who wrote and where they are reached; nothing once it was erased."""
        try:
            return unseal_json(bytes(self.data_key), bytes(self.sealed), self.reference.encode())
        except KeyGone:
            return {}


covers(DataRequest, "data_key", lambda request: request.reference.encode())


def forget_requests_of(complaint):
    """End what was still asked about a file that is being erased, and destroy what was written to the desk."""
    for request in DataRequest.objects.filter(complaint=complaint):
        request.forget()


class RequestEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        events = self.filter(request__in=DataRequest.objects.visible_to(actor))
        return events.filter(public=True) if actor.role == Role.COMPLAINANT else events


class RequestEvent(Entry):
    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="events")

    objects = RequestEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["request", "seq"], name="a_request_event_has_its_place")
        ]
