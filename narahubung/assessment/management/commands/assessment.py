"""`narahubung assessment`: scores from a spreadsheet, and instruments on file. Scoring asks no database."""

import json
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from narahubung.assessment import reading
from narahubung.assessment.answers import BadAnswers, read_answers, score_answers, text_of
from narahubung.assessment.loading import BadFile, load_instruments, said_in
from narahubung.assessment.results import told
from narahubung.assessment.scheme import build
from narahubung.assessment.shadow import side_by_side
from narahubung.assessment.telling import told_shadow, told_way
from narahubung.assessment.ways import cheapest

BAD_INPUT = 2
GREEN = Decimal(78)


class Command(BaseCommand):
    help = "Score answers under an instrument, and look after the instruments on file."
    requires_system_checks = []

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        score = deeds.add_parser("score", help="scores of every level as JSON")
        score.add_argument("--followed-up", action="append", default=[], metavar="GOVERNMENT")
        shadow = deeds.add_parser("shadow", help="the same answers under two instruments")
        way = deeds.add_parser("way", help="the cheapest way of each unit to a score")
        way.add_argument("--to", type=Decimal, default=GREEN, help="the score, 78 if not said")
        for one in (score, shadow, way):
            one.add_argument("instrument", help="its code, or a file as 2027.toml")
            if one is shadow:
                one.add_argument("second", help="the code of the second instrument")
            one.add_argument("answers", type=Path, help="CSV: government,unit,indicator,value")
        check = deeds.add_parser("check", help="say what is wrong with files")
        check.add_argument("files", nargs="+", type=Path)
        load = deeds.add_parser("load", help="freeze the instruments that are new or changed")
        load.add_argument(
            "files", nargs="*", type=Path, help="those of the house, if none is named"
        )

    def handle(self, *, deed, **options):
        try:
            getattr(self, deed)(**options)
        except (BadAnswers, BadFile) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error

    def score(self, instrument, answers, followed_up, **_options):
        said, scheme = instrument_of(instrument)
        scored = score_answers(scheme, answers_of(answers, scheme))
        print_of = reading.fingerprint(reading.frozen_text(said))
        self.tell(told(scheme, scored, print_of, frozenset(followed_up)))

    def shadow(self, instrument, second, answers, **_options):
        first, other = instrument_of(instrument)[1], instrument_of(second)[1]
        mapping = reading.mapping(first.code, other.code)
        if mapping is None:
            words = _("It is not written which items of %(first)s stand for those of %(second)s.")
            raise BadFile(words % {"first": first.code, "second": other.code})
        units = [
            (government, name, side_by_side(mapping, first, other, unit.answers, name))
            for government, units in answers_of(answers, first).items()
            for name, unit in units.items()
        ]
        self.tell(told_shadow(mapping, first, other, units))

    def way(self, instrument, answers, to, **_options):
        scheme = instrument_of(instrument)[1]
        if not to.is_finite() or not 0 <= to <= 100:
            raise BadAnswers(_("A score lies between 0 and 100."))
        scored = score_answers(scheme, answers_of(answers, scheme))
        rows = [
            (government.code, unit, cheapest(scheme, unit, to))
            for government, units in scored
            for unit in units
        ]
        self.tell([told_way(scheme, *row) for row in rows])

    def check(self, files, **_options):
        for path in files:
            said_in(path)
            self.stdout.write(_("%(path)s can be used.") % {"path": path})

    def load(self, files, **_options):
        new = load_instruments(files or None)
        for version in new:
            self.stdout.write(f"{version} {version.sha256}")
        self.stdout.write(_("%(count)s new versions.") % {"count": len(new)})

    def tell(self, answer):
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def instrument_of(name: str):
    """Return what an instrument says and how it is scored, by its code or from a file."""
    known = reading.on_file()
    if name in known:
        return known[name], reading.scheme_on_file(name)
    if not name.endswith(".toml"):
        words = _("There is no instrument “%(name)s”. Known are %(known)s.")
        raise BadFile(words % {"name": name, "known": ", ".join(sorted(known))})
    said = said_in(Path(name))
    return said, build(said)


def answers_of(path: Path, scheme):
    try:
        body = path.read_bytes()
    except OSError as error:
        words = _("%(path)s cannot be read: %(error)s")
        raise BadAnswers(words % {"path": path, "error": error.strerror}) from error
    return read_answers(text_of(body), scheme)
