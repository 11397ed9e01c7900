"""The thread of a request and of a breach: what happened, in words, and the one promise that runs."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.protection.grounds import grounds
from narahubung.ui.thread import Knot

HAPPENED = {
    "received": _("The request came in"),
    "verify": _("The identity was checked"),
    "grant": _("Granted"),
    "finish": _("Done"),
    "refuse": _("Refused"),
    "erased": _("Done: the whole file was erased"),
    "found": _("The breach was known"),
    "describe": _("What is known was written down"),
    "add_files": _("Files concerned were named"),
    "tell_people": _("The notice to the people was sent off"),
    "people_told": _("All people concerned were told"),
    "tell_authority": _("The authority was told"),
    "close": _("Closed"),
}


def knots_of(case, events) -> list[Knot]:
    knots = [knot_of(event) for event in events]
    if case.stopped_at is None:
        language = get_language() or "id"
        words, tone = case.short(language)
        state = "late" if tone == "late" else "promised"
        knots.append(
            Knot(
                str(case.rule.label(language)),
                at=case.local(case.due_at).date(),
                state=state,
                sentence=words,
            )
        )
    return knots


def knot_of(event) -> Knot:
    ground = grounds().get(event.facts.get("ground"))
    words = [str(ground) if ground else "", event.note]
    return Knot(
        str(HAPPENED[event.kind]),
        at=event.at,
        who=who_did(event),
        note="\n".join(word for word in words if word),
    )


def who_did(event):
    if event.actor_id:
        return f"{event.actor.name}, {event.place}"
    return str(Role(event.role).label)
