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
from narahubung.operations.ombudsman_letters import written
from narahubung.reports.models import Product, Report
from tests.journeys import task_pages

# Steps that ask for what stays on record.
RECORDED = ("summon", "inspect", "mediate", "confer")
OFFICE = ("eka", "bayu", "sinta", "mira", "laras", *task_pages.DESK)
THIS_YEAR = today_in("Asia/Makassar").year
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
        *[("bayu", f"/reports/{{report_examination}}/{step}/") for step in RECORDED],
    ],
    "reports:deed": [
        ("bayu", "/reports/{report_summoned}/deed/missed/"),
        *[("bayu", f"/reports/{{report_agreed}}/deed/{name}/") for name in ("sitting", "clause")],
        ("bayu", "/reports/{report_talks}/deed/agree/"),
    ],
    "reports:own": [("sinta", "/reports/own-initiative/")],
    "reports:products": [
        ("sinta", "/reports/products/?tab=all"),
        ("agus", "/reports/products/"),
        ("hana", "/reports/products/"),
        ("mira", "/reports/products/"),
    ],
    "reports:product": [
        ("bayu", "/reports/products/{product}/"),
        ("agus", "/reports/products/{product}/"),
        ("bayu", "/reports/products/{advice}/"),
    ],
    "reports:product_new": [("bayu", "/reports/products/new/")],
    "reports:product_deliver": [("bayu", "/reports/products/{advice}/deliver/")],
    "reports:item": [
        ("agus", "/reports/products/{product}/2/report/"),
        ("bayu", "/reports/products/{product}/3/check/"),
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
PAGES |= task_pages.PAGES
NO_PAGE = {
    *task_pages.NO_PAGE,
    "reports:product_paper",
    "reports:export",
    "reports:figures_pdf",
    "reports:figures_xlsx",
    "reports:receipt",
    "reports:file",
    "reports:pulse",
    "reports:say",
}
PAGES |= {
    "reports:letters": [
        ("eka", "/reports/{report_formal}/letters/"),
        ("sinta", "/reports/{report_corrective}/letters/"),
    ],
    "reports:letter_outside": [("bayu", "/reports/{report_examination}/letters/paper/")],
    "reports:letter": [
        ("bayu", "/reports/letter/{letter_draft}/"),
        ("sinta", "/reports/letter/{letter_received}/"),
        ("agus", "/reports/letter/{letter_received}/"),
    ],
    "reports:letter_deed": [
        ("bayu", "/reports/letter/{letter_draft}/edit/"),
        ("sinta", "/reports/letter/{letter_draft}/review/"),
        ("bayu", "/reports/letter/{letter_review}/sign/"),
        ("bayu", "/reports/letter/{letter_sign}/send/"),
        ("bayu", "/reports/letter/{letter_send}/receive/"),
        ("sinta", "/reports/letter/{letter_send}/void/"),
    ],
    "portal:letter_door": [("stranger", "/surat/"), ("stranger", "/surat/?kode=x")],
    "portal:letter": [("stranger", "/surat/{letter_code}/"), ("stranger", "/surat/ABCD/")],
}
NO_PAGE |= {"reports:letter_pdf", "reports:letter_paper", "reports:letter_new"}
SENT = [
    *task_pages.SENT,
    ("eka", "/reports/new/", {}, "main form"),
    ("eka", "/reports/{report_formal}/check/formal/", {}, "main form"),
    ("eka", "/reports/{report_intake}/register/", {"[name=opened_on]": ""}, "main form"),
    ("bayu", "/reports/letter/{letter_draft}/edit/", {"[name=matter]": ""}, "main form"),
    ("sinta", "/reports/{report_plenary}/examine/", {}, "main form"),
    ("reporter_awaiting", "/lacak/berkas/complete/", {}, "main form"),
    ("sinta", "/reports/{report_conference}/issue/", {}, "main form"),
    ("agus", "/reports/products/{product}/2/report/", {}, "main form"),
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
    "summoned": f"{TO_EXAMINATION} inspect inspected summon",
    "talks": f"{TO_EXAMINATION} mediate",
    "agreed": f"{TO_EXAMINATION} mediate agree",
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
        if stage == "corrective":
            numbers["product"] = tracked(office, report)
        if stage == "examination":
            numbers |= letters_of(office, report)
    numbers |= {"risen": risen(world), "advice": advice(office)}
    numbers["report_notice"] = shown(office).reference
    return {**numbers, **task_pages.tasks_of(world, office)}


def shown(office):
    """Bring a report of the old rule set to where its reporter may comment on the result."""
    day = office.today.replace(year=2022, month=6, day=1)
    report = office.submit(title="Sertifikat (notice)", received_on=day, happened_on=day)
    office.go("register", opened_on=day)
    office.go(f"{TO_EXAMINATION.removeprefix('register ')} confer show_reporter")
    return report


def tracked(office, report):
    """Three action points: one done, one open, one reported and not yet checked."""
    product = report.product("findings")
    office.carry_out(product.items.get(seq=1))
    product.items.get(seq=3).report(office.eka, "Sudah diumumkan di loket.")
    return product.reference


def advice(office):
    agency = office.world.place("dinkes")
    item = {"text": "Loket lansia", "kind": "advice", "agency": agency, "due_on": None}
    about = {"kind": "rapid_assessment", "agency": agency, "title": "Kajian antrean"}
    about |= {"number": "B/7/2026", "issued_on": office.today, "text": "Tiga puskesmas dilihat."}
    here = {"by": office.bayu, "office": office.bayu.office}
    return Product.objects.submit(**here, **about, items=[item]).reference


def letters_of(office, report) -> dict:
    """Bring a letter to each of its states."""
    states = {
        state: written(office, report, "explanation_1", office.bayu, until=state)
        for state in ("draft", "review", "sign", "send", "receive")
    }
    states["received"] = states["receive"]
    keys = {f"letter_{state}": letter.key for state, letter in states.items()}
    return {**keys, "letter_code": states["received"].written_code}


def risen(world):
    file = world.submit(
        title="Antrean (risen)", received_on=today_in("Asia/Makassar") - timedelta(days=60)
    )
    file.take("escalate", by=Complainant(file.pk), note="Tidak ada kabar.")
    return file.reference


def key_of(reference):
    """Return the key and the role by which a report is opened in the portal."""
    return Report.objects.get(reference=reference).pk, Role.REPORTER
