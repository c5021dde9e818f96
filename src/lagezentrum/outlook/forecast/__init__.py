"""What may come next: predictive paths of published figures, what follows for levels, and how good it was before.

`panel.py` the figures as arrays · `reporting_days.py` which days report like which · `trend.py` the middle of a
forecast, by several methods (`leaving.py` what falls out of a sum, `regression.py` how far growth is continued) ·
`spread.py` its width, from errors known by then · `paths.py` joint paths · `chances.py` levels and changes from paths,
by any evaluator (`by_engine.py` is one) · `scores.py`, `rolling.py`, `level_record.py` how good it was · `record.py`,
`wording.py` what may be shown of it · `diagram.py` the reliability diagram.
"""
