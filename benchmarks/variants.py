"""Texts that say the same as another: sent again, mistyped, shortened, turned about, in other words. Pure."""

import random
import re

LETTERS = "abcdefghijklmnoprstuwy"
GREETINGS = (
    "Assalamualaikum, ",
    "Selamat pagi Bapak/Ibu, ",
    "Mohon maaf mengganggu. ",
    "Lapor min, ",
    "",
)
ENDINGS = (" Terima kasih.", " Mohon segera ditindaklanjuti.", " Tolong dibantu ya pak.", "")
SALUTATION = re.compile(r"^\s*yth\.?[^,]{2,100},", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?;])\s+")
# Written by us for this purpose, and not read from the product's own table of words.
SLANG = dict(
    pair.split(":")
    for pair in """
    yang:yg tidak:gak sudah:udh belum:blm dengan:dgn untuk:utk karena:krn saya:sy kami:kmi dari:dri jalan:jln orang:org
    banyak:bnyk sangat:bgt bagaimana:gmn kalau:klo tolong:tlg mohon:mhn pada:pd tahun:thn bulan:bln hari:hr rumah:rmh
    sampai:smpe lagi:lg juga:jg dapat:dpt tetapi:tp saja:aja bisa:bsa sekarang:skrg tersebut:tsb kecamatan:kec
    kelurahan:kel kabupaten:kab nomor:no petugas:ptgs sekolah:sklh masyarakat:masy mau:mo begitu:gitu uang:duit
    """.split()
)
OTHER_WORDS = dict(
    pair.split(":")
    for pair in """
    rusak:hancur diperbaiki:dibenahi jalan:ruas mohon:harap petugas:pegawai lambat:lelet mahal:kemahalan mati:padam
    sampah:limbah menumpuk:bertumpuk warga:penduduk bantuan:sokongan membuat:bikin anak:putra rumah:kediaman
    sekolah:madrasah guru:pengajar kerja:dinas uang:dana gaji:upah bayar:setor lapor:adukan laporan:aduan meminta:menuntut
    tidak:enggan banjir:genangan air:aliran parkir:perparkiran macet:tersendat lampu:penerangan listrik:setrum
    besar:gede kecil:mungil cepat:lekas segera:secepatnya dibuang:dilempar kantor:instansi sakit:derita obat:pengobatan
    pasar:pekan pedagang:penjual pungutan:iuran surat:dokumen berkas:dokumen selesai:rampung menunggu:menanti lama:berlarut
    hilang:raib ditolak:ditampik susah:sukar sulit:repot jelas:terang bingung:kebingungan mengurus:memproses
    """.split()
)
PLACES = """
melati mawar kenanga anggrek dahlia flamboyan cempaka merdeka pahlawan sudirman diponegoro kartini gajahmada
pattimura hasanuddin veteran pemuda gatot subroto yani sisingamangaraja imam bonjol teuku umar cendrawasih rajawali
kutilang nuri merpati garuda elang sriwijaya majapahit pajajaran singosari mulawarman sukajadi sukamaju sukasari
karanganyar sidomulyo purwodadi wonosari banjarejo tanjungsari mekarjaya cibiru cilandak ciputat bekasi tambun
""".split()


def bare(text: str) -> str:
    """Return a complaint without the agency's name that stands before it in this collection."""
    return SALUTATION.sub("", text).strip()


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE.split(text) if part.strip()]


def resubmitted(text, dice):
    words = [mistyped(w, dice, 0.03) for w in text.split() if dice.random() > 0.1]
    return dice.choice(GREETINGS) + " ".join(words) + dice.choice(ENDINGS)


def slangy(text, dice):
    said = [SLANG.get(word.lower(), word) for word in text.split()]
    return " ".join(mistyped(word, dice, 0.08) for word in said)


def shortened(text, dice):
    words = text.split()
    length = max(len(words) * 35 // 100, 6)
    start = dice.randrange(max(len(words) - length, 0) + 1)
    return " ".join(words[start : start + length])


def reordered(text, dice):
    parts = sentences(text)
    dice.shuffle(parts)
    return " ".join(parts[: len(parts) - len(parts) * 20 // 100])


def reworded(text, dice):
    words = re.findall(r"\w+|\W+", text)
    said = [OTHER_WORDS.get(word.lower(), word) for word in words]
    return slangy(reordered("".join(said), dice), dice)


def hard(text, dice):
    return slangy(shortened(reordered(text, dice), dice), dice)


def mistyped(word, dice, chance):
    if len(word) < 4 or dice.random() > chance:
        return word
    at = dice.randrange(len(word) - 1)
    match dice.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + dice.choice(LETTERS) + word[at + 1 :]


def another(pool: list[list[str]], dice: random.Random) -> str:
    """Return a complaint that nobody made: sentences of several real ones, other numbers, another street."""
    parts = [dice.choice(dice.choice(pool)) for _ in range(dice.randint(2, 5))]
    text = re.sub(r"\d", lambda _m: str(dice.randrange(10)), " ".join(parts))
    return f"{text} Jalan {dice.choice(PLACES)} {dice.choice(PLACES)} RT {dice.randrange(1, 30)}"


VARIANTS = {
    "re-submitted": resubmitted,
    "typos and slang": slangy,
    "shortened to 35 %": shortened,
    "reordered": reordered,
    "reworded": reworded,
    "short, mistyped, reordered": hard,
}
