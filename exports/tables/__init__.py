"""Writers of tables.

`xlsx` makes a workbook, `html` one self-contained page, `csv` the long form, `json` the whole
value, which it also reads back; `quote_tables` does the same for quotes, `number_tables` for
figures. `sheets`, `evidence_sheet`, `notes_sheet` and `cell_text` serve the workbook, `page_parts`
(with `page.css` and `page.js`) the page, `codec` the data.
"""
