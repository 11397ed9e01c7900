"""What the operator may set, typed, with defaults that are safe and secrets that are made, never given."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Environment(BaseSettings):
    """Read from the environment and from `.env` beside manage.py; `.env.example` lists every key."""

    model_config = SettingsConfigDict(
        env_file=os.environ.get("NARAHUBUNG_ENV", ROOT / ".env"), extra="ignore"
    )

    port: int = 8000
    database_url: str = ""
    narahubung_home: Path = ROOT / "var"
    narahubung_debug: bool = False
    narahubung_demo: bool = False
    narahubung_bind: str = "127.0.0.1"
    narahubung_workers: int = 2
    narahubung_hosts: str = "localhost,127.0.0.1,[::1]"
    narahubung_url: str = ""
    narahubung_name: str = "Narahubung"
    narahubung_https: bool = False
    narahubung_proxies: int = 0
    narahubung_backup_dir: str = ""
    narahubung_backups_kept: int = 14
    narahubung_retention: bool = False
    narahubung_clamd: str = ""
    narahubung_signing_key: str = ""
    narahubung_signing_passphrase: SecretStr = SecretStr("")
    email_url: str = ""
    email_from: str = "Narahubung <narahubung@localhost>"
    email_from_blind: str = "Kabar <kabar@localhost>"
    narahubung_gateway_sms: SecretStr = SecretStr("")
    narahubung_gateway_whatsapp: SecretStr = SecretStr("")
    narahubung_gateway_telegram: SecretStr = SecretStr("")
    narahubung_exit_url: str = "https://www.bmkg.go.id/"
    narahubung_proof_of_work: bool = False


env = Environment()


def secret(name: str) -> str:
    """Return a secret of this installation; it is made at the first start, readable by its owner only."""
    path = env.narahubung_home / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
