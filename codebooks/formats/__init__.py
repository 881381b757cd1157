"""The files a codebook can be kept in.

`registry` is the way in: it chooses among `yaml_format`, `xlsx_format` and `csv_format` by the
extension. `columns` holds the headings that the two tables share, `cells` reads one row of such
a table; `assembly` puts codes together from any of them, and `files` moves the bytes.
"""
