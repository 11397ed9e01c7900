"""One style sheet for the network, many for the reader of the source."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "ui/css/app.css"
IMPORT = re.compile(
    r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>\w+)\)(?: (?P<media>\w+))?;'
)


def joined(path: Path) -> str:
    """Put each imported sheet where it is imported, in its layer."""

    def sheet(found):
        text = f"@layer {found['layer']} {{\n{(path.parent / found['name']).read_text()}}}"
        return f"@media {found['media']} {{\n{text}\n}}" if found["media"] else text

    return IMPORT.sub(sheet, path.read_text())


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Join the sheets while they are collected: on a thin network each import is a wait."""

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            storage, source = paths[SHEET]
            text = joined(Path(storage.path(source)))
            self.delete(SHEET)
            self._save(SHEET, ContentFile(text.encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
