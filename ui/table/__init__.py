"""The table of a collection: a row a review, painted from windows of rows that are read as needed.

`model` holds which rows there are and those that were read, `cells` paints them, `view` shows them
with pinned columns and keys, `filtering` keeps the filter, `layout` what is remembered, `reading`
shows the whole text of a row.
"""
