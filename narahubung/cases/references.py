"""Public numbers of files: region, year, five random letters and a check letter, easy to read aloud.

The alphabet leaves out I, L, O, U and Z. It has 31 letters, a prime number, so the check letter finds
every single wrong letter and every swap of two.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
FOLD = str.maketrans("ILOZ", "1102")


def new_reference(region: str, year: int) -> str:
    """Return a number such as `6402-26-7K3QX-M` for the Kemendagri code of a regency and a year."""
    body = f"{region.replace('.', '')[:4]:0<4}{year % 100:02}" + "".join(
        secrets.choice(ALPHABET) for _ in range(5)
    )
    return f"{body[:4]}-{body[4:6]}-{body[6:]}-{check_letter(body)}"


def normalise(text: str) -> str:
    """Return a typed number in its one written form, or an empty string if it cannot be one."""
    letters = "".join(c for c in text.upper().translate(FOLD) if c in ALPHABET)
    if len(letters) != 12 or check_letter(letters[:-1]) != letters[-1]:
        return ""
    return f"{letters[:4]}-{letters[4:6]}-{letters[6:11]}-{letters[11]}"


def check_letter(body: str) -> str:
    total = sum((n + 2) * ALPHABET.index(c) for n, c in enumerate(body))
    return ALPHABET[total % 31]
