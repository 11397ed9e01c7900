"""The empty spreadsheet that people fill in: headings, one example, the words that are allowed."""

import io

import xlsxwriter

from narahubung.directory.agency_sheet import EXAMPLE, HEADINGS
from narahubung.directory.kinds import words_of_kinds

# A fictional office. The loader leaves out rows that begin like this one.
ROW = {
    "slug": "dinkes-kukar",
    "name": f"{EXAMPLE} Dinas Kesehatan Kabupaten Kutai Raya",
    "short_name": "Dinkes",
    "kind": "Perangkat Daerah",
    "parent": "Pemerintah Kabupaten Kutai Raya",
    "region": "64.02",
    "week": "5",
    "address": "Jalan Merdeka 1",
    "phone": "0541-000000",
    "email": "dinkes@contoh.go.id",
    "lapor_id": "12345",
    "services": "Izin praktik; Rujukan; Vaksinasi",
}


def empty_sheet() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_numbers": False}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Instansi")
        # Text columns, so that the spreadsheet does not turn 64.10 into 64.1.
        sheet.set_column(0, len(HEADINGS) - 1, 24, text)
        sheet.write_row(0, 0, HEADINGS.values(), bold)
        sheet.write_row(1, 0, [ROW[name] for name in HEADINGS], text)
        sheet.freeze_panes(1, 0)
        kinds = book.add_worksheet("Pilihan Jenis")
        kinds.set_column(0, 0, 34)
        kinds.set_column(1, 1, 60)
        kinds.write_row(0, 0, ["Tulis di kolom Jenis", "Boleh juga"], bold)
        for row, words in enumerate(words_of_kinds().values(), start=1):
            kinds.write_row(row, 0, [words[0], "; ".join(words[1:])])
        count = len(words_of_kinds())
        source = f"='Pilihan Jenis'!$A$2:$A${count + 1}"
        column = list(HEADINGS).index("kind")
        sheet.data_validation(1, column, 5_000, column, {"validate": "list", "source": source})
    return file.getvalue()
