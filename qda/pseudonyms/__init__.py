"""Names of people, and what stands for them in a study.

- `places` where a name stands, as values
- `finding` finds every place of a name
- `key_file` the key: which pseudonym stands for whom, in a file outside the study
- `key_places` remembers where the key of a study is
- `proposing` proposes the next free pseudonym
- `replacing` replaces a name once the key is safe
"""
