"""What a researcher does in the open study, apart from where it is shown.

- `act` what all of them share
- `coding` to give codes; `recoding` to change codings that are there; `judging` to say more of them
- `standing` which coding is meant at the caret; `units` the sentence, turn or paragraph there
- `known_codes` the codes as one finds them by typing; `coding_menu` the menu of the text
- `importing` files to drafts to sources; `codebook` frameworks, codes and term lists
- `code_tree` names, order, merging and groups of codes; `theory` examples, evidence, the card
- `material` what one does to sources, collections and cases
- `appearance` letters, lines and colours; it needs no study
- `segments` the list of coded segments; `queue` proposals, uncoded stretches, the next source
"""
