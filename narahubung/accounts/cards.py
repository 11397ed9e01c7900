"""The contact card of an office: name, office, telephone and e-mail of the office, never those of the person."""

from narahubung.documents import qr_svg

ENDS = "\r\n"
MOST_OCTETS = 75
PLAIN = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})


def vcard(post) -> str:
    """Return the card as vCard 3.0 (RFC 2426), which every telephone reads."""
    place, role = str(post.place), str(post.get_role_display())
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{plain(post.user.name)}",
        f"N:{plain(post.user.name)};;;;",
        f"ORG:{plain(place)}",
        f"TITLE:{plain(role)}",
    ]
    if post.phone_shown:
        lines.append(f"TEL;TYPE=WORK:{plain(post.phone_shown)}")
    if post.email_shown:
        lines.append(f"EMAIL;TYPE=WORK:{plain(post.email_shown)}")
    return ENDS.join(folded(line) for line in [*lines, "END:VCARD"]) + ENDS


def plain(words: str) -> str:
    return words.translate(PLAIN)


def folded(line: str) -> str:
    """Break a long line as the standard wants: after 75 octets, the next one begins with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > MOST_OCTETS - 1:
            pieces.append(piece)
            piece = ""
        piece += letter
    return f"{ENDS} ".join([*pieces, piece])


def qr_of(post) -> str:
    return qr_svg(vcard(post))
