"""The reason of a state as a sentence in both languages. Pure: the same numbers, the same words."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from narahubung.agreements.standing import AT_LEAST

WORDS = {
    "id": {
        "at_least": "paling sedikit {n}",
        "at_most": "paling banyak {n}",
        "begins": "Baru mulai {day}.",
        "figure_quiet": "Dalam periode ini belum ada yang dapat dihitung.",
        "figure_fine": "Sejauh ini {value}. Yang dijanjikan: {promise}.",
        "figure_kept": "Sudah {value} dalam periode ini. Yang dijanjikan: {promise}.",
        "figure_risk": "Sejauh ini {value}, belum sesuai janji: {promise}. Periode ini berakhir {due}.",
        "figure_slow": "Baru {value}; sampai hari ini seharusnya {expected}. Yang dijanjikan: {promise} sampai {due}.",
        "figure_too_many": "Sudah {value} dalam periode ini. Yang dijanjikan: {promise}.",
        "figure_broken": "Sampai {last_due} hasilnya {last}, padahal dijanjikan {promise}; sejak itu belum membaik.",
        "figure_again": "Sampai {last_due} hasilnya {last}, padahal dijanjikan {promise}. Periode ini sejauh ini {value}.",
        "figure_reached": "Tercapai: {value}. Yang dijanjikan: {promise}.",
        "proof_quiet": "Bukti ditunggu paling lambat {due}.",
        "proof_handed": "Bukti tanggal {day} sudah diserahkan dan menunggu diperiksa pihak lain.",
        "proof_kept": "Terbukti pada {day}, diperiksa pihak lain.",
        "proof_risk": "Belum ada bukti, padahal ditunggu paling lambat {due}.",
        "proof_broken": "Sampai {last_due} tidak ada bukti.",
        "proof_again": "Sampai {last_due} tidak ada bukti; sesudahnya ada, tanggal {day}.",
        "proof_unread": "Bukti sampai {last_due} masih menunggu diperiksa pihak lain.",
        "proof_reached": "Selesai, terbukti pada {day}.",
        "over_never": "Waktunya habis dan tidak pernah ada angka atau bukti.",
        "over_broken": "Waktunya habis. Ditepati {kept} dari {of} periode.",
        "over_unread": "Waktunya habis, tetapi masih ada bukti yang menunggu diperiksa.",
        "over_kept": "Waktunya habis. Ditepati di semua periode ({of}).",
    },
    "en": {
        "at_least": "at least {n}",
        "at_most": "at most {n}",
        "begins": "It begins on {day}.",
        "figure_quiet": "In this period there is nothing to count yet.",
        "figure_fine": "So far {value}. Promised: {promise}.",
        "figure_kept": "Already {value} in this period. Promised: {promise}.",
        "figure_risk": "So far {value}, which is not what was promised: {promise}. This period ends on {due}.",
        "figure_slow": "Only {value}; by today it should be {expected}. Promised: {promise} until {due}.",
        "figure_too_many": "Already {value} in this period. Promised: {promise}.",
        "figure_broken": "Up to {last_due} it was {last}, and {promise} was promised; it has not become better since.",
        "figure_again": "Up to {last_due} it was {last}, and {promise} was promised. This period so far {value}.",
        "figure_reached": "Reached: {value}. Promised: {promise}.",
        "proof_quiet": "A proof is awaited until {due}.",
        "proof_handed": "A proof of {day} was handed in and waits to be verified by the other side.",
        "proof_kept": "Proved on {day}, verified by the other side.",
        "proof_risk": "There is no proof yet, and it is awaited until {due}.",
        "proof_broken": "Up to {last_due} there was no proof.",
        "proof_again": "Up to {last_due} there was no proof; since then there is one, of {day}.",
        "proof_unread": "The proof up to {last_due} still waits to be verified by the other side.",
        "proof_reached": "Done, proved on {day}.",
        "over_never": "Its time is over, and there never was a figure or a proof.",
        "over_broken": "Its time is over. Kept in {kept} of {of} periods.",
        "over_unread": "Its time is over, but a proof still waits to be verified.",
        "over_kept": "Its time is over. Kept in every period ({of}).",
    },
}


def sentence(reason: str, numbers: dict, language: str, unit: str = "") -> str:
    """Return a reason in words. `numbers` may come back from the database, where all of it is text."""
    words = WORDS["en" if language.startswith("en") else "id"]
    said = {name: spoken(name, value, language, unit) for name, value in numbers.items()}
    if "threshold" in said:
        side = words[numbers.get("comparison", AT_LEAST)]
        said["promise"] = side.format(n=said["threshold"])
    return words[reason].format(**said)


def spoken(name: str, value, language: str, unit: str) -> str:
    if name in ("day", "due", "last_due"):
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return format_date(day, "d MMMM y", locale=language)
    if name in ("value", "threshold", "last", "expected"):
        return f"{number(value, language)}{unit}"
    return str(value)


def number(value, language: str) -> str:
    """Return a number with the comma or point of the language, without needless zeros."""
    return format_decimal(Decimal(str(value)), "#,##0.##", locale=language)


def stored(numbers: dict) -> dict:
    """Return the numbers as the chain of events may hold them: whole numbers and text."""
    return {n: v if isinstance(v, int) else str(v) for n, v in numbers.items()}
