"""The policy lab as a page: one rule with other numbers over one season, answered at once.

`controls.py` what can be moved, `choices.py` what it is called · `asked.py` an address read and written, `faults.py`
what it can not ask · `ground.py` law, figures and what really held, kept per process · `answer.py` the levels under the
rule, and their measures · `question.py` from an address to its answer · `table.py` numbers by district and in sum ·
`strips.py` the season drawn · `sentences.py` what is said of it · `form.py`, `shown.py` what the templates get ·
`design.py` a design for `lage lab run` · `limits.py` how often one address may ask.
"""
