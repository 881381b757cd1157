"""What displays need to know, as the window lists it and asks for it.

`known` reads everything at once, `lists` says what each list shows, `model` and `page` show one,
`fields` and `forms` are what the dialogs of `describing`, `relating`, `planning` and `finding` are
made of.
"""
