"""What a researcher does in the open study, apart from where it is shown.

- `act` what all of them share; `coding` to code, confirm, recode, judge and remove
- `importing` files to drafts to sources; `codebook` frameworks, codes and term lists
- `code_tree` names, order, merging and groups of codes; `theory` examples, evidence, the card
- `material` what one does to sources, collections and cases
"""
