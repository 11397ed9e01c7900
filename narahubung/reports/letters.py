"""A letter of the Ombudsman in a file: drafted, reviewed, signed, sent, received. Its day of receipt starts the clock.

Who reviews is not who drafted. The number is given at the review: from then on no word of the letter changes,
its PDF is set and its checksum recorded, so the paper that is signed bears the number and is the one that
goes out. A letter that turns out wrong after that is void, with its reason, and keeps its number.
"""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role
from narahubung.cases.references import ALPHABET, FOLD
from narahubung.complaints.models import ReportedParty
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.journal.papers import SealedPaper
from narahubung.reports.addressed import addressed_to
from narahubung.reports.letter_kinds import kinds
from narahubung.reports.letter_verbs import Verbs
from narahubung.reports.numbers import Register
from narahubung.vault.rotation import covers

CODE_LETTERS = 16
TO_AGENCIES = tuple(k.code for k in kinds().values() if k.to in ("reported", "superior"))
TO_REPORTER = tuple(k.code for k in kinds().values() if k.is_to_reporter)


def new_code() -> str:
    """Return what the QR of a letter leads to: 79 bits that nobody guesses, easy to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _n in range(CODE_LETTERS))


def plain_code(typed: str) -> str:
    return "".join(c for c in typed.upper().translate(FOLD) if c in ALPHABET)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    SIGNED = "signed", _("Signed")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    VOID = "void", _("Void")


class Way(models.TextChoices):
    """By which a letter goes."""

    BY_HAND = "by_hand", _("By hand")
    COURIER = "courier", _("By courier")
    POST = "post", _("By registered post")
    MAIL = "mail", _("By e-mail")
    HOUSE = "house", _("Through Narahubung")


SIGNED = (State.SIGNED, State.SENT, State.RECEIVED)
SENT = (State.SENT, State.RECEIVED)


class LetterQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The Ombudsman sees the letters of its files; who is written to sees a letter once it is sent."""
        reports = self.model._meta.get_field("report").related_model.objects
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.REPORTER:
                mine = self.issued().filter(report=actor.report_id, kind__in=TO_REPORTER)
                return mine.filter(sent_on__isnull=False)
            case role if role in AT_AN_OFFICE:
                return self.filter(report__in=reports.visible_to(actor))
        mine = self.issued().filter(self.on_the_desk_of(actor))
        # What was void before it went out was never written to anybody.
        return mine.filter(kind__in=TO_AGENCIES, sent_on__isnull=False)

    def on_the_desk_of(self, actor) -> Q:
        """A unit reads the letter that it was given to answer; of the others whoever is written to."""
        if actor.role != Role.LIAISON:
            return addressed_to(actor, agency="addressee", report="report")
        about_them = ReportedParty.objects.against(actor).files()
        given = Q(event__task__unit=actor.agency, event__task__unit__isnull=False)
        return given & ~Q(report__complaint__in=about_them)

    def public(self):
        """Return what the QR code may tell of: letters that left as signed, and those that are void since."""
        return self.issued().select_related("office", "addressee")

    def issued(self):
        return self.filter(Q(state__in=SIGNED) | Q(state=State.VOID, signed_on__isnull=False))

    def valid(self):
        return self.exclude(state=State.VOID)

    def ready_for(self, kind):
        """Return the letters of a kind with which its step may be taken now: far enough, and not used yet."""
        free = self.filter(kind=kind.code, state__in=kind.ready_states, event=None)
        return free.exclude(number="")


class Letter(Verbs, models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=CODE_LETTERS, unique=True, default=new_code)
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="letters")
    event = models.OneToOneField("reports.Event", models.PROTECT, null=True, related_name="letter")
    kind = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="letters")
    register = models.ForeignKey(Register, models.PROTECT, null=True, related_name="letters")
    seq = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    written_outside = models.BooleanField(default=False)
    addressee = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    addressee_name = models.CharField(max_length=300, blank=True)
    addressee_place = models.CharField(max_length=300, blank=True)
    copies = models.JSONField(default=list)
    nature = models.CharField(max_length=20, blank=True)
    enclosures = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    place = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True)
    signatory = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    way = models.CharField(max_length=8, choices=Way, blank=True)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "seq"], name="a_letter_number_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=~Q(number=""),
                name="an_office_writes_a_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "void")) | ~Q(number=""),
                name="a_letter_beyond_the_draft_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="nobody_reviews_their_own_letter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SIGNED) | Q(signed_on__isnull=False),
                name="a_signed_letter_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | (Q(sent_on__isnull=False) & ~Q(way="")),
                name="a_sent_letter_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_on__gte=F("sent_on")),
                name="a_letter_is_received_after_it_was_sent",
            ),
        ]
        indexes = [
            # What an agency was written, the newest first.
            models.Index(fields=["addressee", "-sent_on"], name="letters_of_an_agency")
        ]

    def __str__(self):
        return self.number or str(self.kind_of)

    def get_absolute_url(self):
        return reverse("reports:letter", args=[self.key])

    @property
    def kind_of(self):
        return kinds()[self.kind]

    @property
    def written_code(self):
        return "-".join(self.code[n : n + 4] for n in range(0, CODE_LETTERS, 4))

    @property
    def file_name(self):
        """A name that says which letter it is and never of whom."""
        number = self.number or f"konsep-{self.report.reference}"
        return f"surat-{''.join(c if c.isalnum() else '-' for c in number)}"

    def fingerprints(self) -> set[str]:
        """Return the checksums of all that may rightly be held for this letter; of what was erased the issued one."""
        papers = self.papers.exclude(part=Part.DELIVERY)
        kept = {d for pair in papers.values_list("sha256", "sha256_shown") for d in pair}
        return (kept | {self.sha256}) - {""}

    def is_replaced(self):
        successor = getattr(self, "successor", None)
        return successor is not None and successor.state in SIGNED

    def shown_paper(self):
        """Return what goes out: the signed paper, else the PDF as it was set; nothing once it was erased."""
        order = {Part.SIGNED: 0, Part.ISSUED: 1}
        papers = [paper for paper in self.papers.all() if paper.part in order and paper.sha256]
        return min(papers, key=lambda paper: order[paper.part], default=None)


class Part(models.TextChoices):
    """What a paper is to its letter."""

    ISSUED = "issued", _("As issued")
    SIGNED = "signed", _("Signed")
    DELIVERY = "delivery", _("Proof of delivery")


class LetterPaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """With the letter its papers; the proof of delivery is the Ombudsman's own."""
        letters = self.model._meta.get_field("letter").related_model.objects
        papers = self.filter(letter__in=letters.visible_to(actor)).exclude(sha256="")
        at_office = actor.role in (*AT_AN_OFFICE, Role.SYSTEM)
        return papers if at_office else papers.exclude(part=Part.DELIVERY)


class LetterPaper(SealedPaper):
    """The PDF of a letter as it was issued, its signed scan, or the proof that it arrived.

    `sha256` is the fingerprint of what was sent in or set, `sha256_shown` that of the copy which is handed out;
    `signers` are the names in the electronic signatures of a signed PDF.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="papers")
    part = models.CharField(max_length=8, choices=Part)
    sha256_shown = models.CharField(max_length=64, blank=True)
    signers = models.CharField(max_length=300, blank=True)

    objects = LetterPaperQuerySet.as_manager()

    class Meta(SealedPaper.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["letter", "part"], name="a_letter_has_each_paper_once")
        ]


covers(LetterPaper, "original_key", lambda paper: paper.key.bytes)


def forget_letters(report):
    """Take the person out of every letter of a file: words and papers go, number, days and checksum stay."""
    gone = {"addressee_name": "", "addressee_place": "", "matter": "", "body": ""}
    report.letters.update(**gone, copies=[], received_by="", void_reason="", enclosures="")
    LetterPaper.objects.filter(letter__report=report).update(
        name="", sha256="", sha256_shown="", signers="", original_key=b""
    )
