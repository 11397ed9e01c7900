"""From a template and a file to the words of a letter. What the file does not know stays as a mark in the draft.

Letters are Indonesian whoever writes them. Of a secret reporter nothing is filled in: no name, and no word of theirs.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.accounts.actors import System
from narahubung.accounts.models import Appointment, Role
from narahubung.directory.models import OmbudsmanOffice
from narahubung.reports.identity import Identity
from narahubung.reports.letter_kinds import addressee_of, title_of
from narahubung.ui.dates import short_date

SECRET = "Pelapor (identitas dirahasiakan)"
FIELD = re.compile(r"\{(\w+)\}")
MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
ORDINALS = ("pertama", "kedua", "ketiga")
RESULTS = {"LAHP": "Laporan Akhir Hasil Pemeriksaan", "LHP": "Laporan Hasil Pemeriksaan"}
TIME_TO_CORRECT = {"po26": "30 (tiga puluh) hari", "po58": "30 (tiga puluh) hari kerja"}
# What the mark of each field says while the file does not know it.
UNKNOWN = {
    "nomor_laporan": "nomor laporan",
    "pokok": "pokok laporan",
    "pelapor": "nama pelapor",
    "terlapor": "terlapor",
    "atasan": "atasan terlapor",
    "pemeriksa": "nama pemeriksa",
    "pejabat": "pejabat yang menugaskan",
    "dugaan": "dugaan maladministrasi",
    "temuan_bentuk": "bentuk maladministrasi yang ditemukan",
    "temuan": "tindakan yang diminta, satu baris untuk setiap butir",
    "alasan_penutupan": "alasan penutupan",
    "surat_pertama": "nomor dan tanggal surat pertama",
    "nomor_hasil": "nomor hasil pemeriksaan",
    "nomor_rekomendasi": "nomor rekomendasi",
}


def signatory_of(kind, report):
    """Return who signs: the head of the report's office, or of the national one; nobody if nobody is in force."""
    office = issuer_of(kind, report)
    heads = Appointment.objects.in_force().filter(role=Role.OFFICE_HEAD, office=office)
    return heads.for_page().order_by("starts_on", "pk").first()


def issuer_of(kind, report):
    if kind.signed == "national_head":
        return OmbudsmanOffice.objects.filter(national=True).order_by("pk").first() or report.office
    return report.office


def person_of(report):
    """Return the reporter, also a secret one: for comparing, never for showing."""
    row = Identity.objects.visible_to(System()).readable().filter(report=report).first()
    if row is None:
        return None
    row.report = report
    return row.person()


def words_for(kind, report, items=()) -> dict:
    """Return the first draft of a letter: addressee, matter, body, copies."""
    with override("id"):
        known = values(kind, report, items)
        return {
            **addressee(kind, report, known),
            "matter": filled(kind.matter, known),
            "body": filled(kind.body, known),
            "copies": [
                line for line in (filled(c, known) for c in kind.copies) if "[[" not in line
            ],
        }


def filled(template: str, known: dict) -> str:
    def put(match):
        name = match[1]
        return known.get(name) or f"[[{UNKNOWN.get(name, name.replace('_', ' '))}]]"

    return FIELD.sub(put, template)


def missing(*texts: str) -> list[str]:
    """Return what is still to be filled in, once each, in its order."""
    return list(dict.fromkeys(" ".join(m.split()) for text in texts for m in MARK.findall(text)))


def values(kind, report, items) -> dict:
    post, number = signatory_of(kind, report), report.number or report.reference
    set_ = report.rules
    return {
        "nomor_laporan": number,
        "tanggal_diterima": short_date(report.received_on),
        "pokok": subject_of(report),
        "pelapor": reporter_named(report),
        "terlapor": str(report.reported_party or ""),
        "atasan": str(report.superior or ""),
        "pemeriksa": report.examiner.name if report.examiner_id else "",
        "pejabat": title_of(kind.signed, post.office) if post else "",
        "dugaan": listed(report.suspected.all()),
        "temuan_bentuk": listed(report.found.all()),
        "temuan": "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1)),
        "alasan_penutupan": report.closing_reason.name_id.lower() if report.closing_reason else "",
        "panggilan_ke": ORDINALS[min(report.summons_set.count(), 2)],
        "aturan": str(set_ or "peraturan Ombudsman yang berlaku"),
        "hasil": RESULTS[set_.findings if set_ else "LHP"],
        "waktu_korektif": TIME_TO_CORRECT.get(report.rule_set, ""),
        "surat_pertama": last_of(report, "explanation_1", with_day=True),
        "nomor_hasil": last_of(report, "findings"),
        "nomor_rekomendasi": last_of(report, "recommendation"),
    }


def subject_of(report) -> str:
    """Of a secret reporter the title is their own word, and so it is not used."""
    if not report.secret_identity:
        return in_a_sentence(report.title)
    return report.substance.name_id.lower() if report.substance_id else "pelayanan publik"


def in_a_sentence(title: str) -> str:
    """Begin small what began a title, unless it is an abbreviation: `akta kelahiran`, but `KTP elektronik`."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def reporter_named(report) -> str:
    if report.secret_identity:
        return SECRET
    person = person_of(report)
    return person.name if person else ""


def listed(terms) -> str:
    return ", ".join(term.name_id.lower() for term in terms)


def last_of(report, code, with_day=False) -> str:
    """Return the number of the newest letter of a kind that counts."""
    letter = report.letters.valid().filter(kind=code).exclude(number="").order_by("-pk").first()
    if letter is None:
        return ""
    return f"{letter.number} tanggal {short_date(letter.dated)}" if with_day else letter.number


def addressee(kind, report, known) -> dict:
    """Return to whom it goes: an agency of the directory where there is one, always its words."""
    match kind.to:
        case "reported" | "superior":
            agency = report.reported if kind.to == "reported" else report.superior
            name = known["terlapor" if kind.to == "reported" else "atasan"]
            words = f"Pimpinan {name}" if name else f"[[{_('addressee')}]]"
            return {
                "addressee": agency,
                "addressee_name": words,
                "addressee_place": place_of(agency),
            }
        case "reporter":
            return {"addressee": None, **reporter_addressed(report)}
        case "examiner":
            return {"addressee": None, "addressee_name": known["pemeriksa"], "addressee_place": ""}
    name = addressee_of(kind.to)
    return {"addressee": None, "addressee_name": name, "addressee_place": "Tempat"}


def place_of(agency) -> str:
    return str(agency.region) if agency and agency.region_id else "Tempat"


def reporter_addressed(report) -> dict:
    """A secret reporter is addressed by the number alone: who carries the letter opens the name, with a reason."""
    person = None if report.secret_identity else person_of(report)
    if person is None or not person.name:
        number = report.number or report.reference
        return {"addressee_name": f"Pelapor laporan nomor {number}", "addressee_place": "Tempat"}
    return {"addressee_name": f"Sdr. {person.name}", "addressee_place": person.address or "Tempat"}
