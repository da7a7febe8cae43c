"""Measures pages and posting, each beside its floor, on a throw-away database.

`manage.py benchmark` runs `python -m benchmark` once for each database. There `scene`
builds what is measured, from the demo's `texts`, with the big `threads` written in bulk; `suite`
says what is measured, `meter` and `floor` measure it, `results` hold it; `report` prints it.
"""
