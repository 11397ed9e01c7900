"""A letter set as PDF/A. A draft says so across each page, and what is not filled in shows as a gap."""

import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from narahubung.documents import qr_svg, render
from narahubung.reports.letter_kinds import title_of
from narahubung.reports.letter_merge import MARK, signatory_of
from narahubung.ui.dates import short_date

GAP = "…………………………"
TOP = "Ombudsman Republik Indonesia"


def pdf_of(letter) -> bytes:
    """Return the letter as it is now: with number and QR once it is reviewed, else as a draft."""
    draft = letter.number == ""
    with override("id"):
        data = {**head_of(letter, draft), **words_of(letter), **foot_of(letter, draft)}
    images = {} if draft else {"qr.svg": qr_svg(address_of(letter)).encode()}
    return render("reports/official", data, images)


def address_of(letter) -> str:
    return settings.SITE_URL + reverse("portal:letter", args=[letter.written_code])


def head_of(letter, draft):
    office = letter.office
    reach = " · ".join(filter(None, (office.seat, office.phone, office.email)))
    lines = [TOP] if office.name == TOP else [TOP, office.name]
    return {
        "draft": "KONSEP" if draft else "",
        # Nobody computes a fingerprint again from words that were erased: this is in the PDF and nowhere else.
        "nonce": secrets.token_hex(16),
        "form": letter.kind_of.form,
        "lines": lines,
        "address": reach,
        "number": letter.number or GAP,
        "nature": letter.nature,
        "enclosures": letter.enclosures or "-",
        "place": letter.place,
        "date": short_date(letter.dated) if letter.dated else GAP,
    }


def words_of(letter):
    return {
        "matter": gaps(letter.matter),
        "addressee": gaps(letter.addressee_name),
        "addressee_place": gaps(letter.addressee_place),
        "body": blocks_of(gaps(letter.body)),
        "copies": [gaps(line) for line in letter.copies],
    }


def foot_of(letter, draft):
    name, title = letter.signatory_name, letter.signatory_title
    if draft:
        post = signatory_of(letter.kind_of, letter.report)
        name = post.user.name if post else GAP
        title = title_of(letter.kind_of.signed, post.office if post else letter.office)
    return {
        "title": title,
        "name": name,
        "note": "Konsep: belum diperiksa, belum bernomor, dan tidak berlaku."
        if draft
        else f"Keaslian surat ini dapat diperiksa dengan memindai kode di samping, atau di {address_of(letter)}",
    }


def gaps(text: str) -> str:
    return MARK.sub(GAP, text)


def blocks_of(text: str) -> list[dict]:
    """Return paragraphs, lists and headings: a line `1. …` is an item, a line `I. …` alone a heading."""
    found = []
    for piece in (p.strip() for p in text.replace("\r\n", "\n").split("\n\n")):
        lines = [line.strip() for line in piece.split("\n") if line.strip()]
        if not lines:
            continue
        items = [item_of(line) for line in lines]
        if all(items) and (len(lines) > 1 or found):
            found.append({"kind": "list", "items": items})
        elif len(lines) == 1 and is_heading(lines[0]):
            found.append({"kind": "heading", "text": lines[0]})
        else:
            found.append({"kind": "text", "text": "\n".join(lines)})
    return found


def item_of(line: str):
    mark, _dot, words = line.partition(" ")
    is_mark = mark in ("-", "•") or (mark.endswith((".", ")")) and mark[:-1].isdecimal())
    return [mark if mark != "-" else "•", words.strip()] if is_mark and words.strip() else None


def is_heading(line: str) -> bool:
    mark = line.partition(" ")[0]
    return mark.endswith(".") and mark[:-1] != "" and set(mark[:-1]) <= set("IVX")
