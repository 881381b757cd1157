"""Suggestions that learn: codes for unread rows, learned from the researcher's own codings.

Everything happens on this machine. Nothing is ever confirmed by it, and each code shows how often
it would have been right and how much it would have missed before it may be used.

- `task` what is to be learned, from which texts, and when it is too little
- `material` the texts that teach, the texts that wait, and what each bears
- `features` words and parts of words as columns
- `learning` a classifier for each code, tested on texts it has not seen
- `proposing` probabilities for the texts that wait, with the words that speak for them
- `stored` what rules of a study have learned before
- `reports` the figures as tables, and the paragraph of the method section
"""
