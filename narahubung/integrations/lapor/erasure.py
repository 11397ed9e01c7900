"""The part of the exchange in erasing a person: what was kept of the row beside the file."""

from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.files import WORDS
from narahubung.integrations.lapor.models import LaporRecord

# Codes, days and places as wide as a regency: what the figures of an export are made of.
STAYS = (
    *(c.DAY, c.TIME, c.CLASS, "ID Kategori", c.CATEGORY, c.TYPE, "Sumber Laporan", c.PARENT),
    *(c.AGENCY_ID, c.AGENCY, c.STATUS, c.PROVINCE, c.REGENCY, c.RATING),
)


def forget(complaint) -> None:
    """Keep the Tracking ID, which is the tie to the other system and by which the row is known again."""
    for record in LaporRecord.objects.filter(complaint=complaint):
        record.row_hash = record.name_index = ""
        kept = {name: word for name, word in record.columns.items() if name in STAYS}
        record.columns = {**kept, c.TEXT: "", c.FINAL: ""}
        record.applied = {**record.applied, **dict.fromkeys(WORDS, "")}
        record.save(update_fields=["row_hash", "name_index", "columns", "applied"])
