"""The official record of a meeting (berita acara), always in Indonesian: number, agenda, who came, what was decided."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.accounts.models import Appointment, Role
from narahubung.collaboration.agenda import SOURCES
from narahubung.documents import render
from narahubung.ui.dates import long_date, short_date

STATE = "Ombudsman Republik Indonesia"


def record(meeting) -> bytes:
    with override("id"):
        return render("collaboration/record", contents(meeting))


def contents(meeting) -> dict:
    office = meeting.office
    there = list(meeting.attendances.select_related("agency", "meeting__series__office"))
    return {
        "language": "id",
        "title": _("Record of a meeting"),
        "number": _("Number: %(number)s") % {"number": meeting.record_number},
        "lines": [STATE] if office.national else [STATE, office.name],
        "address": " · ".join(filter(None, (office.seat, office.phone, office.email))),
        "opening": opening(meeting, len(there)),
        **headings(),
        "agenda": agenda_of(meeting),
        "people": [
            [str(n), one.name, one.position or "–", one.whose, one.get_way_display()]
            for n, one in enumerate(there, start=1)
        ],
        "minutes": meeting.minutes_text,
        "decisions": [
            [str(d.number), d.text, str(d.owner), short_date(d.due_on)]
            for d in meeting.decisions.select_related("owner").order_by("number")
        ],
        "place_and_day": f"{office.seat}, {short_date(meeting.day)}",
        "signatures": signatures(meeting, there),
        "note": _("Meeting %(reference)s. The history of this meeting ends with %(hash)s.")
        % {"reference": meeting.reference, "hash": meeting.chain_head[:16]},
    }


def headings() -> dict:
    return {
        "agenda_title": _("Agenda"),
        "people_title": _("Who was there"),
        "people_heads": [_("No."), _("Name"), _("Position"), _("Agency"), _("How it is known")],
        "minutes_title": _("Minutes"),
        "decisions_title": _("Decisions"),
        "decisions_heads": [_("No."), _("What was decided"), _("Who does it"), _("Until when")],
        "no_decisions": _("Nothing was decided that somebody must do."),
        "signed": _("Signed by"),
    }


def opening(meeting, count) -> str:
    said = _(
        "On %(day)s, from %(hours)s, at %(place)s, the meeting %(name)s was held. "
        "%(count)s people were there."
    )
    return said % {
        "day": long_date(meeting.starts_at.astimezone(meeting.zone_info)),
        "hours": meeting.hours,
        "place": meeting.place,
        "name": meeting.heading,
        "count": count,
    }


def agenda_of(meeting) -> list[str]:
    """Return what all may read: points for everybody in words, those of single agencies as sums."""
    common = [p.words for p in meeting.points.filter(agency=None).in_order()]
    sums = meeting.points.exclude(agency=None).totals()
    counted = [
        _("%(title)s: %(number)s, at %(agencies)s agencies")
        % {"title": SOURCES[name].title, "number": number, "agencies": agencies}
        for name, (number, agencies) in sums.items()
        if name in SOURCES
    ]
    return [*counted, *common]


def signatures(meeting, there) -> list[dict]:
    """The head of the office, and for each agency that was there the first of its people."""
    heads = Appointment.objects.present().filter(office=meeting.office, role=Role.OFFICE_HEAD)
    head = heads.for_page().order_by("starts_on", "pk").first()
    blocks = [
        {
            "for": meeting.office.name,
            "name": head.user.name if head else meeting.series.convenor.name,
            "position": str(Role.OFFICE_HEAD.label) if head else "",
        }
    ]
    seen = {meeting.office.name}
    for one in there:
        if one.whose not in seen:
            seen.add(one.whose)
            blocks.append({"for": one.whose, "name": one.name, "position": one.position})
    return blocks


__all__ = ["contents", "record"]
