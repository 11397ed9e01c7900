"""Who held which office of a place, when, and by which decree: from the appointments and their events."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from narahubung.accounts.models import AccountEvent
from narahubung.ui.dates import short_date

KINDS = ("joined", "appointed", "extended", "ended")


@dataclass(frozen=True)
class Tenure:
    """One person in one office, and what changed meanwhile, in words."""

    post: object
    changes: list[str]
    is_over: bool


def tenures(posts) -> list[Tenure]:
    """Tell of these offices; two statements however many there are."""
    posts = list(posts)
    changes = changes_of(posts)
    return [Tenure(post, changes[str(post.pk)], not post.is_in_force()) for post in posts]


def changes_of(posts) -> dict[str, list[str]]:
    people = {post.user_id for post in posts}
    events = AccountEvent.objects.filter(person__in=people, kind__in=KINDS).order_by("at", "seq")
    said = defaultdict(list)
    for event in events:
        facts = event.facts.get("before", event.facts)
        if sentence := words_of(event):
            said[facts.get("appointment")].append(sentence)
    return said


def words_of(event) -> str:
    facts = event.facts
    if event.kind == "extended":
        before, after = facts["before"], facts["after"]
        words = _("%(day)s: extended by decree %(decree)s; before, %(before)s.")
        return words % {
            "day": short_date(event.at),
            "decree": after["decree_number"],
            "before": before["decree_number"],
        }
    if event.kind == "ended":
        words = _("%(day)s: ended by decree %(decree)s.")
        return words % {"day": short_date(event.at), "decree": facts["ended_by_decree"]}
    words = _("%(day)s: appointed by decree %(decree)s.")
    return words % {"day": short_date(event.at), "decree": facts["decree_number"]}
