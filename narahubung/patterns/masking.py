"""Takes out of a text what leads to a person, whoever it is, before any of it is kept in an index. Pure.

It errs on the safe side: a word more that is gone costs a little in comparing, a name that stays is kept for years.
"""

import re

from narahubung.cases.identity import digits_of
from narahubung.complaints.redaction import DIGITS, anybodys

GAP = " "
EMAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63})+")
ACCOUNT = re.compile(r"(?<!\w)@\w{2,40}")
LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
# Seven digits and more are a meter, a card, a customer, an account: somebody's.
LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){6,}")
SUM = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}|[1-9]\d{3,5}000")
SAID_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]20(?:1[2-9]|[2-9]\d)")
BIRTH = re.compile(
    r"\b(?:lahir|ttl|tgl\.? lahir|tanggal lahir|kelahiran)\b[^\n]{0,25}?\d{1,2}[-/. ]\w{1,9}[-/. ]\d{2,4}",
    re.IGNORECASE,
)
OLD_DATE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:19\d\d|200\d|201[01])(?!\d)")
AREAS = "A|AA|AB|AD|AE|AG|B|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|D|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|E|EA|EB|ED|F|G|H|K|KB|KH|KT|KU|L|M|N|P|PA|PB|R|S|T|W|Z"
# Small letters only where nothing stands between, or half of all numbers in a sentence were plates.
PLATE = re.compile(
    rf"\b(?=[A-Za-z]{{1,2}}[ .\-]?\d)(?:(?:{AREAS})[ .\-]?\d{{1,4}}[ .\-]?[A-Z]{{1,3}}|(?i:{AREAS})\d{{3,4}}(?i:[a-z]{{1,3}}))\b"
)
# What comes before a name. After the first kind the next word is one, however it is written.
SURELY = r"sdr[ai]?|sdri|saudara|saudari|a\.?n|atas nama|nama saya|bernama|nama|alm|almh|almarhum|almarhumah"
PERHAPS = r"bpk|bapak|bapa|ibu|ibunda|pak|bu|tn|tuan|ny|nyonya|nn|kang|mas|mbak|mba|bang|abang|haji|hj|h|ustadz?|ustaz|drg?|ir|kiai|ki"
WORD = r"[^\W\d_][^\W\d_'’]*"
CALLED = re.compile(
    rf"\b({SURELY}|{PERHAPS})\b[.:]?[ \t]+((?:{WORD}\.?[ \t]*){{1,4}})", re.IGNORECASE
)
EACH = re.compile(rf"({WORD})(\.?[ \t]*)")
SURE = re.compile(SURELY, re.IGNORECASE)
# People who are spoken of by what they are, and words that follow Bapak and Ibu in a greeting.
NO_NAMES = frozenset(
    """
    ibu bapak bpk pak bu saudara saudari camat lurah kades kepala desa dusun ketua rt rw bupati walikota wali kota
    gubernur presiden wakil menteri kapolri kapolda kapolres kapolsek polisi polantas guru dosen dokter bidan perawat
    suster petugas pegawai staf staff sekretaris sekda kadis kadin direktur pimpinan manajer manager hakim jaksa
    anggota dewan dpr dprd admin operator satpam sopir supir tukang penjual pedagang pemilik warga rakyat hamil
    menyusui rumah tangga guru-guru dan atau di ke dari yang yg yth mohon tolong saya kami kita kalau kalo apakah
    apa bagaimana kapan mengapa kenapa ini itu tidak tdk sudah belum mau ingin akan bisa dapat dengan untuk pada
    agar supaya karena jalan rumah sakit puskesmas kantor dinas kecamatan kelurahan kabupaten sekolah pasar jokowi
    ombudsman instansi terhormat sekalian semua agama negeri kota perumahan perusahaan pt cv toko sendiri orang
    lain nya juga lagi hanya masih seperti selaku sebagai anak suami istri
    """.split()
)


def unnamed(text: str) -> str:
    """Return the text without names that are called names, numbers of people and things, plates, addresses of mail."""
    if not text:
        return text
    text = LINK.sub(GAP, EMAIL.sub(GAP, text))
    text = ACCOUNT.sub(GAP, text)
    text = OLD_DATE.sub(GAP, BIRTH.sub(GAP, text))
    text = LONG_NUMBER.sub(unless_sum, DIGITS.sub(unless_somebodys, text))
    text = PLATE.sub(GAP, text)
    return CALLED.sub(without_name, text)


def unless_somebodys(match) -> str:
    return GAP if anybodys(match[0], digits_of(match[0])) else match[0]


def unless_sum(match) -> str:
    said = match[0]
    return said if SUM.fullmatch(said) or SAID_DATE.match(said) else GAP


def without_name(match) -> str:
    """Drop the name behind a title, and keep what follows it.

    Behind Bapak or Ibu one word is dropped, and those after it that begin large as names do.
    """
    title, rest = match[1], match[2]
    words, dropped = EACH.findall(rest), 0
    shouted = rest.isupper()
    for word, _after in words:
        is_name = word.casefold() not in NO_NAMES and (
            not dropped or (word[0].isupper() and not shouted) or (shouted and dropped < 2)
        )
        if not is_name:
            break
        dropped += 1
    kept = "".join(word + after for word, after in words[dropped:])
    return f"{title} {kept}" if kept else f"{title} "
