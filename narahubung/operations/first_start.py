"""What must be done before the first page can be shown, in this order. Each step may be taken again."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from narahubung.ui import catalogues

STEPS = (
    ("Preparing the database", lambda: quietly("migrate")),
    ("Preparing the cache", lambda: quietly("createcachetable")),
    ("Compiling the translations", lambda: compile_translations()),
    ("Collecting styles and scripts", lambda: collect_static()),
    ("Loading the rules of law and the holidays", lambda: quietly("load_rules")),
    ("Loading regions, offices and code lists", lambda: quietly("load_directory")),
    (
        "Loading the instruments of assessment",
        lambda: call_command("assessment", "load", stdout=StringIO()),
    ),
)


def prepare(say, demo: bool) -> None:
    # It holds complaints: nobody else on this machine needs to look inside.
    settings.HOME.chmod(0o700)
    for sentence, step in STEPS:
        say(sentence)
        step()
    if demo:
        say("Building the demo: a regency and a year of its complaints (only the first time)")
        quietly("demo")


def quietly(command: str, **options) -> None:
    call_command(command, verbosity=0, stdout=StringIO(), **options)


def compile_translations() -> None:
    for folder in catalogues.app_folders():
        po = catalogues.po_path(folder)
        if po.exists() and stale(po.with_suffix(".mo"), po):
            catalogues.compile_catalogue(folder)


def collect_static() -> None:
    """Compressing takes seconds, so it is left out while no source is newer than the manifest."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    sources = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    if any(stale(manifest, Path(source)) for source in sources):
        quietly("collectstatic", interactive=False, clear=True)
        manifest.touch()


def stale(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
