"""Every page of the Ombudsman's files, who opens it, and a report for each of them to show."""

from datetime import timedelta

from narahubung.accounts.actors import Complainant
from narahubung.accounts.models import Role
from narahubung.clocks.calendar import today_in
from narahubung.operations.ombudsman import (
    TO_EXAMINATION,
    TO_FORMAL,
    TO_PLENARY,
    TO_RESULT,
    Ombudsman,
)
from narahubung.reports.models import Report

THIS_YEAR = today_in("Asia/Makassar").year
OFFICE = ("eka", "bayu", "sinta", "mira", "laras")
PAGES = {
    "reports:list": [
        *[("eka", f"/reports/?tab={tab}") for tab in ("work", "others", "all", "ended")],
        ("eka", "/reports/?q=tidakada"),
        ("bayu", "/reports/"),
        ("sinta", f"/reports/?tab=all&figure=reports&period={THIS_YEAR}"),
        ("sinta", "/reports/?tab=all&order=number"),
        ("mira", "/reports/"),
    ],
    "reports:mine": [("bayu", "/reports/mine/")],
    "reports:board": [("sinta", "/reports/board/"), ("laras", "/reports/board/")],
    "reports:calendar": [
        ("sinta", "/reports/calendar/"),
        ("bayu", "/reports/calendar/?whose=mine"),
        ("mira", "/reports/calendar/?month=2026-02"),
    ],
    "reports:conferences": [("sinta", "/reports/conferences/")],
    "reports:figures": [
        ("sinta", "/reports/figures/"),
        ("laras", f"/reports/figures/?period={THIS_YEAR}"),
    ],
    "reports:filters": [("eka", "/reports/filters/?tab=all")],
    "reports:new": [("eka", "/reports/new/")],
    "reports:of": [("eka", "/reports/of/{risen}/")],
    "reports:detail": [
        ("eka", "/reports/{report_intake}/"),
        ("eka", "/reports/{report_awaiting}/"),
        ("eka", "/reports/{report_closed}/"),
        ("bayu", "/reports/{report_examination}/"),
        ("sinta", "/reports/{report_corrective}/"),
        ("mira", "/reports/{report_transferred}/"),
        ("laras", "/reports/{report_objection}/"),
    ],
    "reports:assign": [("sinta", "/reports/{report_examination}/assign/")],
    "reports:declare": [("bayu", "/reports/{report_fresh}/declare/")],
    "reports:identity": [("eka", "/reports/{report_awaiting}/identity/")],
    "reports:check": [("eka", "/reports/{report_formal}/check/formal/")],
    "reports:move": [
        ("eka", "/reports/{report_intake}/register/"),
        ("eka", "/reports/{report_formal}/ask/"),
        ("eka", "/reports/{report_formal}/transfer/"),
        ("sinta", "/reports/{report_intake}/respond_at_once/"),
        ("sinta", "/reports/{report_plenary}/examine/"),
        ("sinta", "/reports/{report_plenary}/close_intake/"),
        ("bayu", "/reports/{report_examination}/ask_explanation/"),
        ("sinta", "/reports/{report_conference}/issue/"),
        ("laras", "/reports/{report_objection}/uphold/"),
    ],
}
# The same pages of the portal as of a complaint, for those who hold the words of a report.
REPORTERS = {f"reporter_{stage}": f"report_{stage}" for stage in ("awaiting", "notice", "closed")}
TRACKED = {
    "portal:file": [(who, "/lacak/berkas/") for who in REPORTERS],
    "portal:step": [
        ("reporter_awaiting", "/lacak/berkas/complete/"),
        ("reporter_notice", "/lacak/berkas/comment/"),
        ("reporter_closed", "/lacak/berkas/object/"),
        ("reporter_awaiting", "/lacak/berkas/withdraw/"),
        ("reporter_awaiting", "/lacak/berkas/message/"),
        ("reporter_closed", "/lacak/berkas/message/"),
    ],
    "portal:my_data": [("reporter_awaiting", "/lacak/berkas/data-saya/")],
    "portal:erase": [
        (f"reporter_{stage}", "/lacak/berkas/hapus/") for stage in ("awaiting", "closed")
    ],
    "portal:contact": [("reporter_awaiting", "/lacak/berkas/kabar/")],
    "portal:proof": [("reporter_awaiting", "/lacak/berkas/bukti/")],
}
NO_PAGE = {
    "reports:export",
    "reports:figures_pdf",
    "reports:figures_xlsx",
    "reports:receipt",
    "reports:file",
    "reports:pulse",
    "reports:say",
}
SENT = [
    ("eka", "/reports/new/", {}, "main form"),
    ("eka", "/reports/{report_formal}/check/formal/", {}, "main form"),
    ("eka", "/reports/{report_intake}/register/", {"[name=opened_on]": ""}, "main form"),
    ("sinta", "/reports/{report_plenary}/examine/", {}, "main form"),
    ("reporter_awaiting", "/lacak/berkas/complete/", {}, "main form"),
]
STAGES = {
    "intake": "",
    "formal": TO_FORMAL,
    "awaiting": f"{TO_FORMAL} ask",
    "plenary": TO_PLENARY,
    "fresh": f"{TO_PLENARY} examine",
    "examination": TO_EXAMINATION,
    "conference": f"{TO_EXAMINATION} confer",
    "corrective": f"{TO_RESULT} deliver",
    "transferred": "register transfer",
    "closed": f"{TO_PLENARY} close_intake",
    "objection": f"{TO_PLENARY} close_intake object",
}


def reports_of(world) -> dict:
    """Bring a report to each stage, and a complaint up to the Ombudsman; return their numbers by name."""
    office = Ombudsman(world)
    world.people.update(office.people)
    numbers = {}
    for stage, steps in STAGES.items():
        old = office.today - timedelta(days=900) if stage == "formal" else office.today
        report = office.submit(
            title=f"Sertifikat ({stage})", happened_on=old, secret_identity=stage == "awaiting"
        )
        office.go(steps)
        numbers[f"report_{stage}"] = report.reference
    numbers["report_notice"] = shown(office).reference
    return {**numbers, "risen": risen(world)}


def shown(office):
    """Bring a report of the old rule set to where its reporter may comment on the result."""
    day = office.today.replace(year=2022, month=6, day=1)
    report = office.submit(title="Sertifikat (notice)", received_on=day, happened_on=day)
    office.go("register", opened_on=day)
    office.go(f"{TO_EXAMINATION.removeprefix('register ')} confer show_reporter")
    return report


def risen(world):
    file = world.submit(
        title="Antrean (risen)", received_on=today_in("Asia/Makassar") - timedelta(days=60)
    )
    file.take("escalate", by=Complainant(file.pk), note="Tidak ada kabar.")
    return file.reference


def key_of(reference):
    """Return the key and the role by which a report is opened in the portal."""
    return Report.objects.get(reference=reference).pk, Role.REPORTER
