"""A complainant who is not to be known: what officers read leads to nobody, and opening a name leaves a trace."""

from copy import copy
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.accounts.actors import Complainant
from narahubung.accounts.models import Role
from narahubung.complaints.identity import Identity, Original, Person
from narahubung.complaints.redaction import collapsed, marks_in, masked

FILED, MESSAGE, NOTE = Original.Of.FILED, Original.Of.MESSAGE, Original.Of.NOTE
# What the complainant wrote, and what the unit works with.
TOLD = ("title", "text", "place")
WORDS = (*TOLD, "text_final")
# The steps that carry the words to others, so that somebody must have looked at them before.
HANDING_ON = ("dispose", "pass_on")


class Shielded:
    """The part of a complaint that keeps a secret or anonymous person out of its words."""

    def hides_person(self):
        return self.shield != "open"

    def sealed_identity(self):
        """Return the identity that still can be read. For the house itself; no page is given it."""
        return (
            Identity.objects.readable().select_related("complaint").filter(complaint=self).first()
        )

    def sealed_person(self):
        identity = self.sealed_identity()
        return identity.person() if identity else Person()

    # Words without the person.

    def veiled(self, text, by, person=None):
        """Return a text as officers may read it; of an open file as it is.

        From a complainant's words every number goes, for it may be theirs or a neighbour's; from an
        officer's only what leads to this complainant.
        """
        if not (text and self.hides_person()):
            return text
        person = person or self.sealed_person()
        return collapsed(masked(text, person, anybody=by.role == Role.COMPLAINANT)[0])

    def veil(self, person):
        """Take the person out of the words of a new file; return what was written, if that is other."""
        return self.rewrite({field: getattr(self, field) for field in WORDS}, person)

    def rewrite(self, words, person, anybody=True):
        told = {field: getattr(self, field) for field in TOLD}
        if not self.hides_person():
            return {}
        for field, text in words.items():
            left, found = masked(text, person, anybody)
            setattr(self, field, self.fitting(field, collapsed(left)) if found else text)
        return told if any(told[field] != getattr(self, field) for field in TOLD) else {}

    def fitting(self, field, text):
        """A mark may be longer than the word that it stands for."""
        return text[: self._meta.get_field(field).max_length]

    def offered_words(self):
        """Return title, text and place as they may go on, and how often each mark stands in them.

        Where no mark stands nothing led to the person, and nothing needs to be looked at.
        """
        if not self.hides_person():
            return {}, {}
        person = self.sealed_person()
        words = {f: collapsed(masked(getattr(self, f), person)[0]) for f in TOLD}
        words = {field: self.fitting(field, text) for field, text in words.items()}
        marks = marks_in(*words.values())
        return (words, marks) if marks else ({}, {})

    def hand_on(self, by, words):
        """Let the words go on as somebody decided, the original sealed; nobody decided, nothing goes on."""
        if not words:
            if self.offered_words()[1]:
                raise PermissionDenied(
                    _(
                        "The words of this file may lead to the complainant. Open the file and decide what the unit reads."
                    )
                )
            return
        told = self.rewrite(words, self.sealed_person(), anybody=False)
        if told:
            self.keep(FILED, 0, told)
            self.log("reclassified", by, facts=dict.fromkeys(words, ""), changed=[*words])
            self.index()

    def keep(self, of, number, words):
        """Seal what was written under the key of this file. The first words kept are the original."""
        identity = self.sealed_identity()
        if identity is None:
            if Identity.objects.filter(complaint=self).exists():
                return  # The key was destroyed on purpose, and nothing of the person is kept again.
            identity = Identity.sealing(self, Person())
            identity.save(force_insert=True)
        sealed = identity.seal([str(of), number, words])
        Original.objects.get_or_create(
            identity=identity, of=of, number=number, defaults={"sealed": sealed}
        )

    # The words as they were written.

    @cached_property
    def own_words(self):
        """Return the original wordings of this file by their places: for the complainant's eyes alone."""
        if not self.hides_person():
            return {}
        mine = Original.objects.visible_to(Complainant(self.pk)).exclude(identity__data_key=b"")
        return {row.place: row.words() for row in mine.select_related("identity__complaint")}

    def as_told(self):
        """Return a copy that says what the complainant wrote. It is for reading and never stored."""
        told = copy(self)
        for field, words in self.own_words.get((FILED, 0), {}).items():
            setattr(told, field, words)
        return told

    def as_written(self, messages):
        """Return messages with the complainant's own wording in them, for reading."""
        messages = list(messages)
        for said in messages:
            said.text = self.own_words.get((MESSAGE, said.pk), {}).get("text", said.text)
        return messages

    def note_of(self, event):
        return self.own_words.get((NOTE, event.seq), {}).get("note", event.note)

    # Opening the identity.

    def may_be_opened_by(self, actor):
        return (
            self.shield == "secret"
            and Identity.objects.openable_by(actor).filter(complaint=self).exists()
        )

    @transaction.atomic
    def open_identity(self, by, reason):
        """Return person, original wordings and other files of the same person; write down who, when and why."""
        self.lock(by)
        identity = Identity.objects.openable_by(by).filter(complaint=self).first()
        if identity is None:
            raise PermissionDenied
        self.log("identity_opened", by, reason, public=True)
        identity.complaint = self
        originals = list(identity.originals.all())
        for original in originals:
            original.identity = identity
        return {
            "person": identity.person(),
            "originals": [(row, row.words()) for row in originals],
            "same_person": same_person(identity, by, with_secret=True),
        }


def same_person(identity, actor, with_secret=False):
    """Return the newest other files of the same person whose identity this actor may know, too."""
    known = Identity.objects.visible_to(actor)
    if with_secret:
        known = known | Identity.objects.openable_by(actor)
    files = known.same_as(identity).select_related("complaint").order_by("-pk")
    return [other.complaint for other in files[:20]]
