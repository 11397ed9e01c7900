"""A certificate as an office would have one, made for a test and by itself."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

OFFICE = "Ombudsman RI Perwakilan Contoh"
PASSPHRASE = "kunci-kantor"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def pkcs12(name=OFFICE, until=datetime(2050, 1, 1, tzinfo=UTC), curve=None) -> bytes:
    # As strong as many old ones are, and for a test quick to make: RSA of 2048 bits.
    key = ec.generate_private_key(curve) if curve else rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(min(SINCE, until - timedelta(days=1)))
        .not_valid_after(until)
        .sign(key, SHA256())
    )
    secret = BestAvailableEncryption(PASSPHRASE.encode())
    return serialize_key_and_certificates(b"office", key, certificate, None, secret)


def set_up(settings, folder, **how):
    path = folder / "office.p12"
    path.write_bytes(pkcs12(**how))
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = str(path), SecretStr(PASSPHRASE)
