"""What is kept of each file for comparing: never its text, always derived, made anew at any time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.search import Index

found_by = Index("gist")


class Kind(models.TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", _("Report")


class Gist(models.Model):
    """The matter of one file: its words without order, names or numbers of people, where it is, when, about whom.

    It names its file by kind and number, so that a scratch database can hold texts that are no files. It goes
    when its file is erased.
    """

    kind = models.CharField(max_length=10, choices=Kind)
    file = models.BigIntegerField()
    length = models.PositiveIntegerField(default=0)
    day = models.DateField()
    region = models.CharField(max_length=13, blank=True)
    area = models.CharField(max_length=5, blank=True)
    agency = models.BigIntegerField(default=0)
    root = models.BigIntegerField(default=0)
    category = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    words = models.TextField(blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=32, blank=True)
    landmarks = models.TextField(blank=True)

    class Meta:
        verbose_name = _("gist")
        verbose_name_plural = _("gists")
        constraints = [models.UniqueConstraint(fields=["kind", "file"], name="a_file_has_one_gist")]
        indexes = [
            # What may be the same: of one regency, the newest first.
            models.Index(fields=["kind", "area", "-day"], name="gists_of_an_area"),
            # Where the place is not known: of one government or central agency.
            models.Index(fields=["kind", "root", "-day"], name="gists_of_a_tree"),
            # The same text, wherever it was sent.
            models.Index(fields=["digest"], name="gists_by_digest"),
        ]

    def __str__(self):
        return f"{self.kind} {self.file}"

    def index_words(self):
        """Return what the index finds it by: its words, and one that all gists of its regency have."""
        return f"{self.words} {place_word(self.area)}"


def place_word(area: str) -> str:
    """Return a word for a regency that nobody writes, so that the index can cut by place: 64.02 is zz6402."""
    return f"zz{area.replace('.', '')}" if area else ""


class WordCount(models.Model):
    """In how many files a word stands, roughly, or how many a regency has; the row without a word counts all.

    Counted at night and rounded down to a power of two; a word of few files has no row. So nobody can read
    from a score whether a file that they may not see has a certain word.
    """

    word = models.CharField(max_length=40, unique=True)
    files = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("word count")
        verbose_name_plural = _("word counts")

    def __str__(self):
        return f"{self.word} {self.files}"


class Cursor(models.Model):
    """How far the entries of one kind of file were followed; written in the same transaction as the gists."""

    source = models.CharField(max_length=20, unique=True)
    position = models.BigIntegerField(default=0)
    # Up to where entries may be trusted to be whole once this transaction is over (see figures/horizon.py).
    horizon = models.BigIntegerField(default=0)
    horizon_xid = models.BigIntegerField(default=0)
    # How far all files are being read anew, because words are read otherwise; nothing if they are not.
    swept = models.BigIntegerField(null=True)
    version = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.source} {self.position}"
