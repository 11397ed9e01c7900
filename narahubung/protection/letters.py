"""The two notices of UU 27/2022 Pasal 46, always in Indonesian: to the people concerned and to the authority.

A notice to a person names the number of the file and no name, so the officer who sends it learns none.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.clocks.hours import moment
from narahubung.documents.letters import render
from narahubung.protection.reminders import officers_of
from narahubung.ui.dates import long_date

LAW = "UU 27/2022 Pasal 46"


def parts_of(breach) -> list[tuple[str, str]]:
    """Return what must be said to a person, as (heading, words): which data, when and how, what is done."""
    parts = [
        (_("What happened"), breach.what),
        (_("When it was known"), moment(breach.local(breach.starts_at), "id")),
        (_("Which of your data"), breach.data),
        (_("How it came to this"), breach.cause or _("This is still being examined.")),
        (_("What we do"), breach.measures or _("We write to you again as soon as we know more.")),
        (_("What you can do"), breach.advice),
        (_("Whom to ask"), whom_to_ask(breach)),
    ]
    return [(str(heading), str(words)) for heading, words in parts if words]


def whom_to_ask(breach) -> str:
    said = _("Write a message on the page of your complaint, or go to %(place)s.")
    names = [f"{post.user.name}, {post.place}" for post in officers_of(breach.agency)]
    lines = [said % {"place": breach.agency}]
    if names:
        lines.append(_("Data protection officer: %(names)s.") % {"names": "; ".join(names)})
    return "\n".join(lines)


def notice_words(breach) -> str:
    """Return the notice as a message on the page of a file."""
    with override("id"):
        opening = _(
            "Your personal data was not protected well enough. We must and want to tell you."
        )
        parts = [f"{heading}\n{words}" for heading, words in parts_of(breach)]
        law = _("This is a notice under %(law)s.") % {"law": LAW}
    return "\n\n".join([opening, *parts, law])


def people_letter(breach, reference="") -> bytes:
    return render("protection/notice", to_people(breach, reference))


def authority_letter(breach) -> bytes:
    return render("protection/notice", to_authority(breach))


def to_people(breach, reference="") -> dict:
    """Return what stands in the letter to one person; without a number it is the pattern for all."""
    with override("id"):
        to = _("Complaint number %(number)s") % {"number": reference} if reference else ""
        return {
            **head_of(breach),
            "title": _("Notice that personal data was not protected"),
            "to": [_("To"), to or _("the person concerned")],
            "opening": _(
                "Your personal data was not protected well enough. We must and want to tell you."
            ),
            "parts": parts_of(breach),
        }


def to_authority(breach) -> dict:
    with override("id"):
        parts = [
            (_("What happened"), breach.what),
            (_("When it was known"), moment(breach.local(breach.starts_at), "id")),
            (_("Which data"), breach.data),
            (_("Which files or tables"), breach.extent),
            (_("How many people"), people_in_words(breach)),
            (_("Cause, as far as it is known"), breach.cause or _("This is still being examined.")),
            (_("What was done and is being done"), breach.measures or _("To be reported.")),
            (_("Notice to the people concerned"), told_in_words(breach)),
        ]
        return {
            **head_of(breach),
            "title": _("Report of a failure to protect personal data"),
            "to": [_("To"), _("the authority for the protection of personal data")],
            "opening": _("Under %(law)s we report the following.") % {"law": LAW},
            "parts": [(str(heading), str(words)) for heading, words in parts if words],
        }


def head_of(breach) -> dict:
    today = timezone.localdate(timezone=breach.zone_info)
    posts = list(officers_of(breach.agency)[:1])
    return {
        "language": "id",
        "lines": [str(line) for line in places_over(breach.agency)],
        "address": settings.SITE_URL,
        "number": [_("Number"), breach.reference],
        "place": f"{breach.agency.region}, {long_date(today)}",
        "law": LAW,
        "signed": [_("Data protection officer"), posts[0].user.name if posts else ""],
        "note": settings.SITE_URL + reverse("portal:track"),
    }


def places_over(agency):
    return type(agency).objects.ancestors(agency, include_self=True)


def people_in_words(breach) -> str:
    return _("not yet known") if breach.people is None else str(breach.people)


def told_in_words(breach) -> str:
    if breach.people_told_at is None:
        return _("not yet sent")
    return moment(breach.local(breach.people_told_at), "id")
