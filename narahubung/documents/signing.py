"""Signatures in PDFs (PAdES) with the certificate of an office: an extra, `pip install narahubung[sign]`.

A PDF/A-2 stays one: the signature is invisible, appended behind what was there, and made with RSA and SHA-256,
because for other keys the library raises the file to PDF 2.0. Nothing is fetched from anywhere.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone

FIELD = "TandaTangan"
# More than these in one PDF are not asked for, whoever sent it.
MOST_SIGNATURES = 8
# What the library raises of a PDF or a signature that is not sound.
UNSOUND = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class SigningFailed(Exception):
    """The certificate cannot be used; the reason is for who runs the server."""


def can_sign() -> bool:
    """Tell whether the library is there and a certificate is set."""
    return bool(settings.SIGNING_KEY) and find_spec("pyhanko") is not None


def signed(pdf: bytes, reason: str, place: str) -> bytes:
    """Return the PDF with the signature of the certificate appended; what was there stays byte for byte."""
    signer, library = opened(), libraries()
    meta = library.signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=library.fields.SigSeedSubFilter.PADES,
        reason=reason,
        location=place,
    )
    writer = library.incremental.IncrementalPdfFileWriter(BytesIO(pdf))
    try:
        return beside(library.signers.sign_pdf, writer, meta, signer=signer).getvalue()
    except (library.misc.PdfError, *UNSOUND) as error:
        raise SigningFailed(f"The PDF could not be signed: {error}") from error


def opened():
    """Return the certificate with its key, or say why it cannot be used now."""
    if not can_sign():
        raise SigningFailed("No certificate is set, or the library pyhanko is missing.")
    library, passphrase = libraries(), settings.SIGNING_PASSPHRASE.get_secret_value()
    try:
        body = Path(settings.SIGNING_KEY).read_bytes()
        signer = library.signers.SimpleSigner.load_pkcs12_data(
            body, other_certs=(), passphrase=passphrase.encode() or None
        )
    except UNSOUND as error:
        raise SigningFailed(
            "NARAHUBUNG_SIGNING_KEY cannot be opened as PKCS#12. Are path, rights and passphrase right?"
        ) from error
    certificate = signer.signing_cert
    if not certificate.not_valid_before <= timezone.now() <= certificate.not_valid_after:
        raise SigningFailed("The certificate for signing is not valid today.")
    if certificate.public_key.algorithm != "rsa":
        raise SigningFailed("The certificate for signing needs an RSA key: others end PDF/A-2.")
    return signer


def who_signed(pdf: bytes) -> list[str]:
    """Return the names in the certificates of those signatures that fit the whole PDF as it is.

    Who issued a certificate is not asked: a name here is what the file says, and that nothing was changed since.
    """
    # A signature says in plain bytes what it covers, so most scans need no second reader.
    if b"/ByteRange" not in pdf or find_spec("pyhanko") is None:
        return []
    library = libraries()
    try:
        found = library.reader.PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        names = [name_of(one) for one in found[:MOST_SIGNATURES] if is_sound(library, one)]
    except (library.misc.PdfError, *UNSOUND):
        return []
    return list(dict.fromkeys(names))


def is_sound(library, signature) -> bool:
    context = library.certvalidator.ValidationContext(trust_roots=[], allow_fetching=False)
    status = beside(library.validation.validate_pdf_signature, signature, context)
    return bool(status.intact and status.valid and status.docmdp_ok)


def beside(call, *args, **named):
    """Return what the call returns, made in a thread of its own.

    The library starts an event loop for each call, and a thread that runs one (an ASGI server) refuses a second.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(call, *args, **named).result()


def name_of(signature) -> str:
    subject = signature.signer_cert.subject
    name = subject.native.get("common_name") or subject.human_friendly
    return " ".join(str(name if isinstance(name, str) else name[0]).split())[:120]


@lru_cache
def libraries() -> SimpleNamespace:
    """Read the library when a first signature is asked for: most installations never need it."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return SimpleNamespace(
        signers=import_module("pyhanko.sign.signers"),
        fields=import_module("pyhanko.sign.fields"),
        validation=import_module("pyhanko.sign.validation"),
        incremental=import_module("pyhanko.pdf_utils.incremental_writer"),
        reader=import_module("pyhanko.pdf_utils.reader"),
        misc=import_module("pyhanko.pdf_utils.misc"),
        certvalidator=import_module("pyhanko_certvalidator"),
    )
