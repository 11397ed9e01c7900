"""The visibility matrix: every role, every class of file, every address.

A word that exists nowhere else, a canary, is planted in each protected field of each file. Then each
person and a stranger walk over every address of the house, and no word may be found where the two
tables below do not allow it. An address without a row in SURFACES fails the build.
"""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from narahubung.accounts.actors import Complainant
from narahubung.accounts.middleware import ENTRANCES
from narahubung.accounts.models import Powers, Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.agreements.tests import papers
from narahubung.assessment.tests import papers as instruments
from narahubung.complaints.intake import Person
from narahubung.complaints.models import Attachment, Complaint
from narahubung.documents import CleanFile
from narahubung.figures.rolling import roll_all
from narahubung.insight.tests import walk as evaluations
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.operations.ombudsman import TO_EXAMINATION, Ombudsman
from narahubung.operations.ombudsman_letters import SCAN
from narahubung.portal.tracking import hand_key
from narahubung.protection.jobs import tell_people
from narahubung.protection.lifecycle import BREACH_MOVES, MOVES
from narahubung.protection.models import Breach, BreachFile, BreachPaper, DataRequest
from narahubung.reports.deeds import DEEDS
from narahubung.reports.identity import ReportingPerson
from narahubung.reports.letter_writing import draft
from narahubung.reports.models import Attachment as ReportPaper
from narahubung.reports.models import (
    Letter,
    LetterPaper,
    LiaisonTask,
    Product,
    ProductPaper,
    Report,
    TaskPaper,
)
from tests import meeting_walk, mentoring_walk, training_walk

# Who walks, and in the files of whom they may find the story.
#           files:  clinic  secret  anonymous  registry  offered  walled
# The walled one is about the head of the clinic: nobody there reads it, and the inspectorate settles it.
MAY_READ = {
    "stranger": "",
    "rina": "clinic secret anonymous offered",
    "hana": "clinic secret anonymous offered",
    "budi": "clinic secret anonymous",
    "tono": "",
    "dewi": "registry offered",
    "wati": "clinic secret anonymous registry offered walled",
    "agus": "clinic secret anonymous registry offered walled",
    "nadia": "",
    "adi": "",
    "adi with powers": "clinic secret anonymous registry offered walled",
    "sari": "clinic",
    **dict.fromkeys(("eka", "bayu", "sinta", "mira", "murni"), ""),
    # The focal points of the registry, of the government, and of another department.
    **dict.fromkeys(("fani", "gita", "yuni"), ""),
    "hilda": "registry",
}
# And in whose files they may find the name, the phone and the e-mail.
MAY_KNOW = {
    "rina": "clinic offered",
    "hana": "clinic offered",
    "budi": "clinic",
    "dewi": "registry",
    "hilda": "registry",
    "sari": "clinic",
}
# Of the files at the Ombudsman: one at the desk, one secret, both of one office; one that Bayu examines.
REPORTS = ("desk", "hidden", "examined")
AT_THE_OFFICE = ("eka", "bayu", "sinta", "adi with powers")
MAY_READ_REPORTS = {
    "eka": "desk hidden examined",
    "sinta": "desk hidden examined",
    "bayu": "examined",
    "murni": "examined",
    # An operator with powers reads them, too, and learns no name.
    "adi with powers": "desk hidden examined",
}
# By number and secret words: Sari opens a complaint, Murni a report. Neither reads what officers say between them.
OWNERS = ("sari", "murni")
# Letters of the Ombudsman: one whose reporter is secret, one whose complaint is about the registry itself.
TASKS = ("letter", "aside")
MAY_READ_TASKS = {
    **dict.fromkeys(("fani", "hilda"), "letter"),
    **dict.fromkeys(("gita", "agus", "wati"), "letter aside"),
    **dict.fromkeys(("eka", "sinta", "bayu", "adi with powers"), "letter aside"),
}
# What the Ombudsman asked of an agency and got back, once it was delivered; of the reporter it says nothing.
ITEM, PROVED = "mintabutirburung", "buktibutirburung"
MAY_READ_ITEMS = (
    *("sinta", "agus", "wati", "bayu", "eka", "adi with powers"),
    *("fani", "hilda", "gita"),
)
FILES = ("clinic", "secret", "anonymous", "registry", "offered", "walled")
ACTORS = tuple(MAY_READ)

PUBLIC, STAFF, FILE, KEY, OWN = "public", "staff", "of a file", "with number and word", "account"
SURFACES = {
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "portal:home": PUBLIC,
    "portal:submit": PUBLIC,
    "portal:receipt": PUBLIC,
    "portal:receipt_pdf": PUBLIC,
    "portal:receipt_done": PUBLIC,
    "portal:track": PUBLIC,
    "portal:file": KEY,
    "portal:step": KEY,
    "portal:attachment": KEY,
    "portal:contact": KEY,
    "portal:leave": KEY,
    "portal:to_report": KEY,
    "portal:my_data": KEY,
    "portal:my_data_zip": KEY,
    "portal:erase": KEY,
    "portal:proof": KEY,
    "portal:proof_file": KEY,
    "portal:ledger": PUBLIC,
    "portal:checkpoint": PUBLIC,
    "portal:ledger_key": PUBLIC,
    "portal:ledger_feed": PUBLIC,
    "portal:check_receipt": PUBLIC,
    "portal:ledger_script": PUBLIC,
    "portal:agencies": PUBLIC,
    "portal:agency": PUBLIC,
    "portal:agreements": PUBLIC,
    "portal:agreement": PUBLIC,
    "portal:status": PUBLIC,
    "portal:status_json": PUBLIC,
    "portal:about": PUBLIC,
    "portal:privacy": PUBLIC,
    "portal:processing": PUBLIC,
    "portal:data_request": KEY,
    "portal:notice": KEY,
    "portal:calendar": PUBLIC,
    "portal:robots": PUBLIC,
    "portal:security": PUBLIC,
    "portal:exit": PUBLIC,
    "ui:components": PUBLIC,
    "ui:language": PUBLIC,
    "complaints:list": STAFF,
    "complaints:filters": STAFF,
    "complaints:filter_save": STAFF,
    "complaints:filter_delete": STAFF,
    "complaints:export": STAFF,
    "complaints:bulk": STAFF,
    "complaints:new": STAFF,
    "complaints:packet": STAFF,
    "complaints:loads": STAFF,
    "complaints:receipt": STAFF,
    "complaints:canned": STAFF,
    "complaints:canned_new": STAFF,
    "complaints:canned_edit": STAFF,
    "complaints:canned_delete": STAFF,
    "complaints:file": FILE,
    "complaints:trail": FILE,
    "complaints:original": FILE,
    "complaints:detail": FILE,
    "complaints:say": FILE,
    "complaints:pulse": FILE,
    "complaints:reclassify": FILE,
    "complaints:move": FILE,
    "complaints:identity": FILE,
    "portal:letter_door": PUBLIC,
    "portal:letter": PUBLIC,
    **dict.fromkeys(
        (
            *("reports:letters", "reports:letter", "reports:letter_pdf", "reports:letter_deed"),
            *("reports:letter_paper", "reports:letter_outside", "reports:letter_new"),
        ),
        STAFF,
    ),
    "reports:list": STAFF,
    "reports:filters": STAFF,
    "reports:export": STAFF,
    "reports:mine": STAFF,
    "reports:board": STAFF,
    "reports:calendar": STAFF,
    "reports:conferences": STAFF,
    "reports:figures": STAFF,
    "reports:figures_pdf": STAFF,
    "reports:figures_xlsx": STAFF,
    "reports:new": STAFF,
    "reports:receipt": STAFF,
    "reports:file": STAFF,
    "reports:of": STAFF,
    "reports:detail": STAFF,
    "reports:pulse": STAFF,
    "reports:say": STAFF,
    "reports:assign": STAFF,
    "reports:declare": STAFF,
    "reports:identity": STAFF,
    "reports:check": STAFF,
    "reports:move": STAFF,
    "desk:list": STAFF,
    "desk:government": STAFF,
    "desk:month": STAFF,
    "desk:month_file": STAFF,
    "desk:answers": STAFF,
    "desk:load": STAFF,
    "desk:paper": STAFF,
    "desk:task": STAFF,
    "desk:deed": STAFF,
    "reports:deed": STAFF,
    "reports:own": STAFF,
    "reports:products": STAFF,
    "reports:product": STAFF,
    "reports:product_new": STAFF,
    "reports:product_deliver": STAFF,
    "reports:product_paper": STAFF,
    "reports:item": STAFF,
    **dict.fromkeys(meeting_walk.PAGES, STAFF),
    **dict.fromkeys(training_walk.PAGES, STAFF),
    **dict.fromkeys(training_walk.OPEN, PUBLIC),
    **dict.fromkeys(mentoring_walk.PAGES, STAFF),
    **dict.fromkeys(papers.ADDRESSES, STAFF),
    **dict.fromkeys(evaluations.ADDRESSES, STAFF),
    **dict.fromkeys(instruments.ADDRESSES, STAFF),
    "protection:desk": STAFF,
    "protection:request_new": STAFF,
    "protection:request": STAFF,
    "protection:step": STAFF,
    "protection:breach_new": STAFF,
    "protection:breach": STAFF,
    "protection:breach_step": STAFF,
    "protection:letter": STAFF,
    "protection:paper": STAFF,
    "insight:figures": STAFF,
    "insight:figure": STAFF,
    "notify:notices": STAFF,
    "notify:read_all": STAFF,
    "notify:open": STAFF,
    "notify:preference": STAFF,
    "notify:undelivered": STAFF,
    "notify:again": STAFF,
    "notify:settle": STAFF,
    "notify:event_again": STAFF,
    "directory:agencies": STAFF,
    "directory:import": STAFF,
    "directory:preview": STAFF,
    "directory:template": STAFF,
    "directory:agency": STAFF,
    "lapor:list": STAFF,
    "lapor:new": STAFF,
    "lapor:detail": STAFF,
    "lapor:refused": STAFF,
    "lapor:export": STAFF,
    "accounts:offices": OWN,
    "accounts:second_factor": OWN,
    "accounts:invitation": PUBLIC,
    "accounts:powers": OWN,
    "accounts:powers_on": OWN,
    "accounts:powers_off": OWN,
    "accounts:people": STAFF,
    "accounts:person": STAFF,
    "accounts:invite": STAFF,
    "accounts:invited": STAFF,
    "accounts:withdraw": STAFF,
    "accounts:extend": STAFF,
    "accounts:end": STAFF,
    "accounts:decree": STAFF,
    "accounts:scan": STAFF,
    "accounts:scan_original": STAFF,
    "accounts:absences": STAFF,
    "accounts:back": STAFF,
    "accounts:focal_points": STAFF,
    "accounts:card": STAFF,
    "accounts:vcard": STAFF,
    "accounts:place": STAFF,
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reauthenticate": OWN,
    "account_change_password": OWN,
    "account_set_password": OWN,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "usersessions_list": OWN,
}
OF_A_PAPER = ("complaints:file", "complaints:trail", "complaints:original", "portal:attachment")
REGISTER = ("admin:", "mfa_")
QUERIES = {
    **mentoring_walk.QUERIES,
    "complaints:list": (
        "?tab=work",
        "?tab=others",
        "?tab=offered",
        "?tab=all",
        "?tab=ended",
        "?q={word}",
    ),
    "complaints:export": ("?tab=all",),
    "protection:desk": ("", "?tab=past"),
    "reports:products": ("?tab=open", "?tab=all"),
    "reports:list": (
        *("?tab=work", "?tab=others", "?tab=all", "?tab=ended", "?tab=all&q=burung"),
        f"?tab=all&figure=reports&period={timezone.now().year}",
    ),
    "reports:calendar": ("", "?whose=mine"),
    "reports:figures": ("", f"?period={timezone.now().year}"),
    "reports:export": ("?tab=all",),
    "desk:list": ("?tab=work", "?tab=answered", "?tab=settled", "?tab=all", "?q=burung"),
}
# What a person writes to the data protection officer, and a proof that lies on the desk.
ASKED, PROOF = "mintaburung", "buktiburung"
MAY_READ_ASKED = ("nadia",)
# What stands in an agreement between the office and the health office that is not public.
AGREED = "sepakatburung"
MAY_READ_AGREED = ("rina", "hana", "wati", "agus", "gita", "yuni", "eka", "bayu", "sinta")
# What stands in a mentoring of the health office by the office of the Ombudsman.
HELPED = "dampingburung"
MAY_READ_HELPED = ("rina", "hana", "wati", "agus", "gita", "yuni", "eka", "bayu", "sinta")
# What both sides say in the yearly evaluation of the registry.
EVALUATED = "evaluasiburung"
MAY_READ_EVALUATED = ("hilda", "fani", "gita", "agus", "wati", "eka", "bayu", "sinta")
# What stands in a draft of an instrument, which is the office's own until it is frozen.
DRAFTED = "konsepinstrumenburung"
MAY_READ_DRAFTED = ("eka", "bayu", "sinta")
SAID = (ASKED, PROOF, ITEM, PROVED, AGREED, HELPED, EVALUATED, DRAFTED)
ARGUMENTS = {
    **meeting_walk.ARGUMENTS,
    **training_walk.ARGUMENTS,
    **mentoring_walk.ARGUMENTS,
    "portal:notice": [{"pk": 1}],
    "protection:request": [{"reference": "x"}],
    "protection:step": [{"reference": "x", "name": "grant"}],
    "protection:breach": [{"reference": "x"}],
    "protection:breach_step": [{"reference": "x", "name": "close"}],
    "protection:letter": [{"reference": "x", "to": "people"}],
    "protection:paper": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "reports:file": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "desk:paper": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "desk:task": [{"reference": "x"}],
    "desk:deed": [{"reference": "x", "name": "answer"}],
    "desk:month_file": [{"extension": "xlsx"}],
    "reports:of": [{"reference": "x"}],
    **{
        f"reports:{page}": [{"reference": "x"}]
        for page in (
            *("detail", "pulse", "say", "assign", "declare", "identity"),
            *("letters", "letter_outside"),
        )
    },
    "reports:letter_new": [{"reference": "x", "kind": "summons"}],
    **{
        f"reports:{page}": [{"key": "00000000-0000-4000-8000-000000000000"}]
        for page in ("letter", "letter_pdf", "letter_paper")
    },
    "reports:letter_deed": [{"key": "00000000-0000-4000-8000-000000000000", "name": "edit"}],
    "portal:letter": [{"code": "x"}],
    "reports:check": [{"reference": "x", "name": "formal"}],
    "reports:move": [{"reference": "x", "name": "register"}],
    "reports:deed": [{"reference": "x", "name": "sitting"}],
    "reports:product": [{"reference": "x"}],
    "reports:product_deliver": [{"reference": "x"}],
    "reports:product_paper": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "reports:item": [{"reference": "x", "seq": 1, "name": "report"}],
    "portal:checkpoint": [{"name": "2026-11-21"}],
    **papers.MADE_UP,
    **evaluations.MADE_UP,
    **instruments.MADE_UP,
    "complaints:export": [{"extension": "csv"}, {"extension": "xlsx"}],
    "portal:agency": [{"slug": "dinkes"}, {"slug": "disdukcapil"}],
    "directory:agency": [{"slug": "dinkes"}],
    "portal:step": [{"name": name} for name in ("reply", "withdraw", "comment", "object")],
    "insight:figure": [{"code": f"complaints.{name}"} for name in ("received", "backlog")],
    "lapor:detail": [{"pk": 1}],
    "lapor:refused": [{"pk": 1}],
    "accounts:invitation": [{"token": "x"}],
    "accounts:place": [{"slug": "dinkes"}, {"slug": "disdukcapil"}],
    "accounts:scan": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "accounts:scan_original": [{"key": "00000000-0000-4000-8000-000000000000"}],
    "account_reset_password_from_key": [{"uidb36": "1", "key": "x-y"}],
    "directory:preview": [{"key": "x"}],
}


def every_address(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_address(pattern, space)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or getattr(pattern.callback, "__name__", "?"))


def test_every_address_has_its_row():
    addresses = {a for a in every_address() if not a.startswith(REGISTER)}
    assert addresses == set(SURFACES)


def words_of(kind):
    """Return the canaries of one file: what belongs to the story, and what names the person."""
    story = [
        f"{part}burung{kind}" for part in ("isi", "judul", "tempat", "bisik", "lampir", "balas")
    ]
    return story, [f"nama{kind}burung", f"surat{kind}@burung.example", PHONES[kind]]


PHONES = {
    kind: f"+628129000{n:04}" for n, kind in enumerate((*FILES, *REPORTS, *TASKS), start=7001)
}


def letter_words(kind):
    """Return the words of two letters in a file at the Ombudsman: a draft, and one that went to the agency."""
    return f"konsepburung{kind}", f"dinasburung{kind}"


LETTERS = {word for kind in REPORTS for word in letter_words(kind)}
SENT = {letter_words(kind)[1] for kind in REPORTS}
# Who oversees the agency of a letter reads it once it is sent, and nothing else of the file.
MAY_READ_SENT = ("agus", "wati", "fani", "hilda", "gita")
READ_DRAFTS = ("eka", "sinta", "bayu")


@pytest.fixture(autouse=True)
def office(request):
    """The Ombudsman's people walk among the others."""
    if "world" not in request.fixturenames:
        return None
    world = request.getfixturevalue("world")
    office = Ombudsman(world)
    world.people.update(office.people)
    for key, role, place in FOCAL_POINTS:
        world.appoint(key, key.title(), role, place)
    return office


@pytest.fixture
def files(world, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = {kind: filed(world, kind) for kind in FILES}
    fill_the_desk(world, found)
    for kind in REPORTS:
        report(office, kind)
    for kind in TASKS:
        letter(world, office, kind)
    meeting_walk.meet(world)
    training_walk.learn(world)
    mentoring_walk.mentor(world, office, HELPED)
    papers.agree(world, office, AGREED)
    evaluations.evaluate(world, office, EVALUATED)
    instruments.draft_full_of(office, DRAFTED)
    publish()
    roll_all()
    return found


def report(office, kind):
    """A canary in each field of a report that holds words, and in each paper of it."""
    (text, title, place, whisper, paper, reply), (name, email, phone) = words_of(kind)
    file = office.submit(
        text=text,
        title=title,
        place=place,
        earlier_effort=text,
        expectation=text,
        secret_identity=kind == "hidden",
        person=ReportingPerson(name=name, email=email, phone=phone, proxy_name=name),
        files=[CleanFile(f"{paper}.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)],
    )
    file.say(whisper, by=office.eka, side="internal")
    file.say(reply, by=office.eka)
    office.go(TO_EXAMINATION if kind == "examined" else "register check_formal", file)
    for word in letter_words(kind):
        letter = draft(file, "explanation_1", office.sinta)
        letter.revise(office.sinta, body=word, matter=word)
    letter.review(office.eka)
    letter.sign(office.sinta, signed_on=office.today, scan=SCAN)
    letter.send(office.sinta, sent_on=office.today, way="post")
    letter.receive(office.sinta, received_on=office.today, received_by="Loket", proof=SCAN)
    if kind == "hidden":
        ask_something(office)


def ask_something(office):
    """A report of a secret reporter ended in an action point, which the agency says it has done."""
    file = office.submit(secret_identity=True, text="Rahasia.", title="Rahasia")
    office.go(f"{TO_EXAMINATION} confer")
    office.go("issue", items=office.asked(file, "corrective", ITEM))
    office.go("deliver")
    paper = CleanFile(f"{PROVED}.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
    file.product("findings").items.get().report(office.eka, PROVED, files=[paper])


FOCAL_POINTS = (
    ("fani", "focal_point", "disdukcapil"),
    ("hilda", "head", "disdukcapil"),
    ("gita", "focal_point", "kutai-raya"),
    ("yuni", "focal_point", "dinkes"),
)


def letter(world, office, kind):
    """A letter whose question, answer, papers and talk hold canaries; the person of it stays secret."""
    (text, title, place, whisper, paper, reply), (name, email, phone) = words_of(kind)
    about = world.submit(agency=world.place("disdukcapil")) if kind == "aside" else None
    if about:
        about.reported.create(agency=world.place("disdukcapil"))
    person = ReportingPerson(name=name, email=email, phone=phone)
    file = office.submit(secret_identity=True, person=person, complaint=about)
    office.go(TO_EXAMINATION, file)
    office.go("ask_explanation", file, note=f"{text} {name} {phone} {email}")
    task = file.tasks.get()
    gita = world.gita
    task.acknowledge(gita)
    task.keep_draft(gita, whisper)
    task.say(gita, title)
    task.ask_time(gita, task.due + timedelta(days=3), place)
    task.grant_time(office.bayu, task.due + timedelta(days=3), reply)
    proof = CleanFile(f"{paper}.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
    task.send_answer(gita, whisper, "Kepala Dinas", [proof])


def fill_the_desk(world, files):
    """Each person asks something about their data, and one breach concerns all of them."""
    for file in files.values():
        DataRequest.objects.submit(
            kind="correction",
            words={"text": ASKED},
            by=file.sari,
            agency=file.agency,
            channel="portal",
            complaint=file,
        )
    about = {"what": "Laptop hilang.", "data": "Nama.", "found_at": timezone.now()}
    breach = Breach.objects.submit(agency=world.place("kutai-raya"), by=world.nadia, **about)
    breach.take("add_files", by=world.nadia, keys=[file.pk for file in files.values()])
    paper = CleanFile(f"{PROOF}.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
    breach.take("tell_authority", by=world.nadia, note="Resi", sent_at=timezone.now(), proof=paper)
    breach.take("tell_people", by=world.nadia)
    tell_people()


DESKS = {
    "registry": ("disdukcapil", "dewi", "disdukcapil"),
    "walled": ("inspektorat", "wati", "inspektorat"),
}


def filed(world, kind):
    (text, title, place, whisper, paper, reply), (name, email, phone) = words_of(kind)
    agency, manager, unit = DESKS.get(kind, ("dinkes", "rina", "puskesmas-kuaro"))
    manager = getattr(world, manager)
    shield = kind if kind in ("secret", "anonymous") else "open"
    # Who hides and names themselves in their own words is hidden all the same.
    also = f" ({name}, {phone}, {email})" if shield != "open" else ""
    file = world.submit(
        agency=world.place(agency),
        reported=world.place("puskesmas-kuaro") if kind == "walled" else None,
        about_head=kind == "walled",
        text=text + also,
        title=title + also,
        place=place + also,
        shield=shield,
        person=Person(name=name, email=email, phone=phone),
        files=[CleanFile(f"{paper}.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)],
    )
    file.sari = world.sari
    file.take("verify", by=manager)
    if kind == "offered":
        reason = world.term("pass_on_reason", "other_agency")
        file.take("pass_on", by=manager, to_agency=world.place("disdukcapil"), reason=reason)
    else:
        give(world, file, manager, unit)
    file.say(whisper, by=manager, side="internal")
    file.say(reply, by=manager)
    file.say(f"Saya menunggu.{also}", by=Complainant(file.pk))
    return file


def give(world, file, manager, unit):
    file.take(
        "dispose",
        by=manager,
        unit=world.place(unit),
        classification=world.term("classification", "complaint_ordinary"),
        category=world.term("category", "health"),
        **file.offered_words()[0],
    )


def walk(name, world, files):
    """Yield every address that this person may try, with the client that tries it."""
    client = entered(name, world, files)
    for address, surface in SURFACES.items():
        for url in urls_of(address, surface, files):
            yield address, url, client


def entered(name, world, files):
    if name == "stranger":
        return Client()
    if name in OWNERS:
        client = Client()
        response = client.get("/lacak/")
        report = Report.objects.filter(title=words_of("examined")[0][1]).first()
        key = (files["clinic"], Role.COMPLAINANT) if name == "sari" else (report, Role.REPORTER)
        hand_key(response, getattr(key[0], "pk", 0), key[1])
        client.cookies.load(response.cookies.output(header="", sep=";"))
        return client
    if name == "adi with powers":
        Powers.objects.switch_on(world.adi, "Berkas 12 macet setelah impor.")
        return enter(world.adi)
    return enter(getattr(world, name))


def on_the_desk(address):
    """Return every address of desk and ledger that leads to something, by the rows that are there."""
    requests, breaches = DataRequest.objects.all(), Breach.objects.all()
    named = {
        "protection:request": [[r.reference] for r in requests],
        "protection:step": [[r.reference, m.name] for r in requests for m in MOVES],
        "protection:breach": [[b.reference] for b in breaches],
        "protection:breach_step": [[b.reference, m.name] for b in breaches for m in BREACH_MOVES],
        "protection:letter": [
            [b.reference, to] for b in breaches for to in ("people", "authority")
        ],
        "protection:paper": [[paper.key] for paper in BreachPaper.objects.all()],
        "portal:notice": [[row.pk] for row in BreachFile.objects.all()],
        "portal:checkpoint": [[row.name] for row in Checkpoint.objects.all()],
        **of_reports(),
        **of_tasks(),
        **meeting_walk.of_meetings(),
        **training_walk.arguments(),
        **mentoring_walk.of_mentorings(),
        **papers.arguments(),
        **evaluations.arguments(),
        **instruments.arguments(),
    }
    return [reverse(address, args=args) for args in named.get(address, [])]


def of_reports():
    """Return the arguments of every page of every report, and of every complaint that might become one."""
    reports = [[report.reference] for report in Report.objects.all()]
    products = [[product.reference] for product in Product.objects.all()]
    pages = ("detail", "pulse", "say", "assign", "declare", "identity")
    return {
        **{f"reports:{page}": reports for page in pages},
        "reports:check": [[*one, name] for one in reports for name in ("formal", "material")],
        "reports:move": [[*one, step] for one in reports for step in ("ask", "ask_explanation")],
        "reports:deed": [[*one, name] for one in reports for name in DEEDS],
        "reports:product": products,
        "reports:product_deliver": products,
        "reports:item": [[*one, 1, name] for one in products for name in ("report", "check")],
        "reports:product_paper": [[paper.key] for paper in ProductPaper.objects.all()],
        "reports:file": [[paper.key] for paper in ReportPaper.objects.all()],
        "reports:of": [[complaint.reference] for complaint in Complaint.objects.all()],
        **of_letters(reports),
    }


def of_letters(reports):
    """Return the arguments of every page of every letter; the code at its foot is for everybody."""
    letters = [[letter.key] for letter in Letter.objects.all()]
    return {
        "reports:letters": reports,
        "reports:letter_outside": reports,
        "reports:letter_new": [[*one, "summons"] for one in reports],
        "reports:letter": letters,
        "reports:letter_pdf": letters,
        "reports:letter_deed": [[*one, deed] for one in letters for deed in ("edit", "void")],
        "reports:letter_paper": [[paper.key] for paper in LetterPaper.objects.all()],
        "portal:letter": [[letter.written_code] for letter in Letter.objects.all()],
    }


def of_tasks():
    tasks = [[task.reference] for task in LiaisonTask.objects.all()]
    return {
        "desk:task": tasks,
        "desk:deed": [[*one, name] for one in tasks for name in ("answer", "say", "decide_time")],
        "desk:paper": [[row.paper.key] for row in TaskPaper.objects.select_related("paper")],
    }


def urls_of(address, surface, files):
    if here := on_the_desk(address):
        return here
    if address in OF_A_PAPER:
        keys = [p.key for kind in (Attachment, ReportPaper) for p in kind.objects.all()]
        return [reverse(address, args=[key]) for key in keys]
    if surface == FILE:
        step = ["dispose"] if address == "complaints:move" else []
        return [reverse(address, args=[file.reference, *step]) for file in files.values()]
    options = ARGUMENTS.get(address, [{}])
    if address.endswith((":filter_delete", ":canned_edit", ":canned_delete", ":open", ":again")):
        options = [{"pk": 1}]
    if address in ("notify:settle", "notify:event_again", "accounts:withdraw", "accounts:extend"):
        options = [{"pk": 1}]
    if address in ("accounts:end", "accounts:person", "accounts:decree", "accounts:back"):
        options = [{"pk": 1}]
    if address in ("accounts:absences", "accounts:card", "accounts:vcard", "complaints:packet"):
        options = [{"pk": pk} for pk in range(1, 12)]
    queries = QUERIES.get(address, ("",))
    # All but the last letter is asked for, because a page may well repeat the question.
    words = [words_of(kind)[0][0][:-1] for kind in FILES]
    urls = [reverse(address, kwargs=kwargs) for kwargs in options]
    return [
        u + q.format(word=w) for u in urls for q in queries for w in (words if "{" in q else [""])
    ]


def body_of(response):
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            raw = b"".join(book.read(name) for name in book.namelist())
    heads = " ".join(f"{k}: {v}" for k, v in response.headers.items())
    return raw.decode("utf-8", "replace") + heads


def found_by(name, world, files):
    """Return {canary: the addresses at which this person found it}."""
    found = {}
    for _address, url, client in walk(name, world, files):
        text = body_of(client.get(url)).replace(url, "")
        for word in held_in(text):
            found.setdefault(word, []).append(url)
    return found


def held_in(text):
    """Return the canaries in a text. The number as a person would write it counts as found, too."""
    kinds = (*FILES, *REPORTS, *TASKS)
    canaries = [word for kind in kinds for group in words_of(kind) for word in group]
    bare = text.replace("-", "")
    return {
        word
        for word in (*canaries, *LETTERS, *SAID)
        if word in text or (word.startswith("+62") and word[3:] in bare)
    }


def allowed_to(name):
    """Return the canaries that this person may find somewhere."""
    words = {ASKED, PROOF} if name in MAY_READ_ASKED else set()
    words |= {ITEM, PROVED} if name in MAY_READ_ITEMS else set()
    words |= {AGREED} if name in MAY_READ_AGREED else set()
    words |= {HELPED} if name in MAY_READ_HELPED else set()
    words |= {EVALUATED} if name in MAY_READ_EVALUATED else set()
    words |= {DRAFTED} if name in MAY_READ_DRAFTED else set()
    for kind in MAY_READ[name].split():
        words |= set(words_of(kind)[0])
    for kind in MAY_KNOW.get(name, "").split():
        words |= set(words_of(kind)[1])
    for kind in MAY_READ_REPORTS.get(name, "").split():
        words |= set(words_of(kind)[0])
        words |= set(words_of(kind)[1]) if kind != "hidden" and " " not in name else set()
        words |= set(letter_words(kind)) if name in READ_DRAFTS else set()
    for kind in MAY_READ_TASKS.get(name, "").split():
        words |= set(words_of(kind)[0])
        # What an examiner writes is read by the office as it was written; the agency reads no name.
        words |= set(words_of(kind)[1]) if name in AT_THE_OFFICE else set()
    words |= SENT if name in MAY_READ_SENT else set()
    return {w for w in words if not (name in OWNERS and w.startswith("bisik"))}


def opening_words(name):
    """Yield of each file that is for this person the first word of the story, and the name."""
    for kind in MAY_READ[name].split():
        yield words_of(kind)[0][0]
    for kind in MAY_KNOW.get(name, "").split() if name != "sari" else ():
        yield words_of(kind)[1][0]
    for kind in MAY_READ_REPORTS.get(name, "").split():
        yield words_of(kind)[0][0]
        if kind != "hidden" and " " not in name:
            yield words_of(kind)[1][0]
        if name in READ_DRAFTS:
            yield from letter_words(kind)
    for kind in MAY_READ_TASKS.get(name, "").split():
        yield words_of(kind)[0][0]
    yield from SENT if name in MAY_READ_SENT else ()


@pytest.mark.parametrize("name", ACTORS)
def test_nobody_finds_a_word_that_is_not_for_them(world, files, name):
    found = found_by(name, world, files)
    assert not {word: found[word] for word in found.keys() - allowed_to(name)}
    # And what is for them they find, so that this cannot pass because the walk leads nowhere.
    assert set(opening_words(name)) <= found.keys()
    for word in (ITEM, PROVED):
        assert (word in found) == (name in MAY_READ_ITEMS), (word, found.get(word))
    # The officer of the desk finds what was written to the desk, there, and nothing else anywhere.
    for word in (ASKED, PROOF):
        assert (word in found) == (name in MAY_READ_ASKED), (word, found.get(word))
    assert (AGREED in found) == (name in MAY_READ_AGREED), found.get(AGREED)
    assert (HELPED in found) == (name in MAY_READ_HELPED), found.get(HELPED)
    assert (EVALUATED in found) == (name in MAY_READ_EVALUATED), found.get(EVALUATED)
    assert (DRAFTED in found) == (name in MAY_READ_DRAFTED), found.get(DRAFTED)


@pytest.mark.parametrize("name", ACTORS)
def test_before_a_file_goes_on_its_words_name_nobody_either(world, name):
    """The canaries stand inside the text of a secret file that nobody has looked at yet."""
    name_of, email, phone = words_of("secret")[1]
    person = Person(name=name_of, email=email, phone=phone)
    words = f"Saya {name_of}, {phone}, {email}."
    file = world.submit(text=words, title=words, place=words, shield="secret", person=person)
    files = {"clinic": world.submit(), "secret": file}
    for _address, url, client in walk(name, world, files):
        text = body_of(client.get(url))
        assert not [word for word in (name_of, email, phone[3:]) if word in text], url


def test_behind_the_door_a_stranger_is_led_to_sign_in(world, files):
    for address, url, client in walk("stranger", world, files):
        if SURFACES[address] in (STAFF, FILE, OWN):
            response = client.get(url)
            assert response.status_code == 302, url
            assert response.url.startswith(reverse("account_login")), url


def test_the_register_and_the_locks_are_behind_the_door(world, client):
    """Their addresses come from libraries, so each is asked here instead of having a row above."""
    asked = 0
    for name in sorted({a for a in every_address() if a.startswith(REGISTER)}):
        if name in ENTRANCES:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:  # It wants a key; its list is asked in its stead.
            continue
        response = client.get(url)
        assert response.status_code == 302, name
        assert response.url.startswith(reverse("account_login")), name
        asked += 1
    assert asked > 20


def test_a_file_that_is_not_mine_answers_as_one_that_does_not_exist(world, files):
    client = entered("tono", world, files)
    theirs = client.get(f"/work/{files['clinic'].reference}/")
    nobodys = client.get("/work/6469-26-00000-0/")
    assert theirs.status_code == nobodys.status_code == 404
    assert len(theirs.content) == len(nobodys.content)


def test_no_message_to_anybody_holds_a_protected_word(world, files):
    while dispatch_next():
        pass
    while deliver_due():
        pass
    assert mail.outbox
    sent = " ".join(f"{m.subject} {m.body}" for m in mail.outbox)
    for kind in (*FILES, *REPORTS, *TASKS):
        for group in words_of(kind):
            assert not [word for word in group if word in sent]


def test_a_word_in_a_file_name_does_not_become_an_address(files):
    for paper in Attachment.objects.all():
        assert "lampir" not in paper.cleaned.name
    assert Complaint.objects.count() == len(FILES) + 1
