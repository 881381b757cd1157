"""Frameworks as data: what a theory's codes mean, kept apart from any study.

`framework` says what a framework is; `shelf` gives the shipped ones, `library/` holds their
files; `formats/registry` reads and writes a researcher's own as YAML, XLSX or CSV; `check` finds
what is amiss in one, `difference` tells two versions apart, `inheritance` fills a code from its
ancestors. `schema.json` describes the YAML file. Refusals stand in `refusals`, under `errors`.
"""
