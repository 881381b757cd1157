"""What stands in memos beyond their words.

- `links` finds the places, codes, cases and memos that a memo names, as they are written
"""
