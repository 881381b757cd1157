"""What a researcher does in the open study, apart from where it is shown.

- `act` what all of them share
- `coding` to give codes; `recoding` to change codings that are there; `judging` to say more of them
- `standing` which coding is meant at the caret; `coding_menu` the menu of the text
- `known_codes` the codes as one finds them by typing; `choosing` one of them, wherever one works
- `importing` files to drafts to sources; `codebook` frameworks, codes and term lists
- `code_tree` names, order, merging and groups of codes; `theory` examples, evidence, the card
- `material` what one does to sources, collections and cases
- `showing` matrix, coverage, comparison, queue and search in a tab; `going` back and forward
- `guides` interview guides and questionnaires in a tab
- `appearance` letters, lines and colours, `viewing` language, panes, palette; they need no study
- `segments` the list of coded segments; `queue` proposals, uncoded stretches, the next source
"""
