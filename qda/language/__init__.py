"""Words of a text: where they stand, their normal form and stem, sentences and stop words.

`tokens` finds words, emoji, handles and numbers with their place in the original text.
`normal_form` gives the usual spelling of a word as it was typed; `stems` its root.
`lexicon` holds the words that the two know; `stop_words` those that carry no content.
`sentences` splits a text into sentences. `ranking` tells what a few typed words may mean.
Nothing here changes a text.
"""
