"""Where exactly it is: street, house, block, kilometre, RT and RW, as they stand in the words. Pure."""

from collections.abc import Iterator

# Raised whenever the same words would give other marks.
VERSION = "1"
STREETS = {"jalan", "gang"}
NUMBERED = {"rt", "rw", "km", "blok", "nomor"}
# What stands behind a street without being its name.
NO_STREETS = frozenset(
    """
    raya utama umum tol desa kampung kota kabupaten provinsi nasional negara lingkungan poros lintas protokol alternatif
    rusak lubang berlubang macet gelap licin sempit lebar besar kecil depan belakang samping kiri kanan masuk keluar
    menuju arah pulang kaki buntu tikus warga rumah sekolah baru lama tengah aspal tanah beton cor di ke dari yang dan
    ini itu tidak sudah belum sangat depannya dekat sekitar lain sendiri rt rw untuk pada atau tersebut sepanjang
    """.split()
)
VERBS = ("ber", "ter", "di", "me", "pe")
LONGEST_VERB = 7


def landmarks(words: list[tuple[str, str]]) -> frozenset[str]:
    """Return marks such as jalan:melati, rt:3 and rw:5."""
    return frozenset(found([meant for meant, _seen in words]))


def found(words: list[str]) -> Iterator[str]:
    before = ""
    for at, word in enumerate(words):
        after = words[at + 1 : at + 4]
        if word in STREETS and (name := street(after)):
            yield f"{word}:{name}"
        if word in NUMBERED and after and is_number(after[0]):
            yield f"{word}:{after[0]}"
        # RT 03/05 is RT 3, RW 5.
        if before == "rt" and is_number(word) and after and is_number(after[0]):
            yield f"rw:{after[0]}"
        before = word


def street(after: list[str]) -> str:
    """Return the word by which a street goes, if one stands there."""
    names = [word for word in after if word != "raya"]
    if not names or names[0] in NO_STREETS or names[0].isdecimal() or len(names[0]) < 3:
        return ""
    looks_like_a_verb = names[0].startswith(VERBS) and len(names[0]) > LONGEST_VERB
    return "" if looks_like_a_verb else names[0]


def is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= 4
